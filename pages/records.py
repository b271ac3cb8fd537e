"""Records: every version with who and when, what it changed, the way back, deletion, and who did what."""

from shiensys.web import records, top

city = top.city()
records.entrance(city.record.name)
records.reminder(city)
records.in_use(city)
records.history(city)
records.erasing(city)
records.keeping(city)
records.entered(city, top.programme())
records.trail(city)
