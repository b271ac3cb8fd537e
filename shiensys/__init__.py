"""shiensys (支援シス): what people need, beside what help there is, by district."""
