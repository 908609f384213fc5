package org.pyflinkimage.template;

import freemarker.core.CommonTemplateMarkupOutputModel;

/** A text that is a word of the language that it is written into already. */
final class QuotedText extends CommonTemplateMarkupOutputModel<QuotedText> {

    QuotedText(@org.jspecify.annotations.Nullable String plain, @org.jspecify.annotations.Nullable String quoted) {
        super(plain, quoted);
    }

    /** A text that was quoted. */
    static QuotedText of(String quoted) {
        return new QuotedText(null, quoted);
    }

    @Override
    public WordsFormat getOutputFormat() {
        return WordsFormat.INSTANCE;
    }
}
