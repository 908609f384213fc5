package org.pyflinkimage.template;

import freemarker.cache.FileTemplateLoader;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;

/** A user's templates, which are UTF-8: of one that is not FreeMarker's own loader makes other characters, and says nothing. */
final class TextFileLoader extends FileTemplateLoader {

    TextFileLoader(Path folder) throws IOException {
        super(folder.toFile());
    }

    @Override
    public Reader getReader(Object template, String encoding) {
        return new StringReader(Templates.textOf(((File) template).toPath()));
    }
}
