package org.pyflinkimage.template;

import freemarker.cache.TemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A user's templates, which are UTF-8: of one that is not FreeMarker's own loader makes other characters, and says nothing. */
final class TextFileLoader implements TemplateLoader {

    private final Path folder;

    TextFileLoader(Path folder) throws IOException {
        this.folder = folder.toRealPath();
    }

    /** What a link leads to outside of the folder is none of its templates. */
    @Override
    public @Nullable Object findTemplateSource(String name) throws IOException {
        try {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) && file.toRealPath().startsWith(folder) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    @Override
    public long getLastModified(Object template) {
        try {
            return Files.getLastModifiedTime((Path) template).toMillis();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public Reader getReader(Object template, String encoding) {
        return new StringReader(Templates.textOf((Path) template));
    }

    @Override
    public void closeTemplateSource(Object template) {}
}
