package org.pyflinkimage.template;

import freemarker.core.CommonMarkupOutputFormat;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The output of the plugin's own templates: a value stands there quoted by a function of its language, or it is one that means itself
 * in all of them. A template asks for it in its first line.
 */
final class WordsFormat extends CommonMarkupOutputFormat<QuotedText> {

    static final WordsFormat INSTANCE = new WordsFormat();

    private WordsFormat() {}

    @Override
    public String getName() {
        return "words";
    }

    @Override
    public @Nullable String getMimeType() {
        return null;
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(Quoting.bare(text));
    }

    @Override
    public String escapePlainText(String text) {
        return Quoting.bare(text);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected QuotedText newTemplateMarkupOutputModel(@Nullable String plain, @Nullable String quoted) {
        return new QuotedText(plain, quoted);
    }
}
