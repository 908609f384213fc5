package org.pyflinkimage.debian;

import java.util.List;

/** The sources in texts, as files of an apt configuration have them. */
public final class AptTexts {

    private AptTexts() {}

    /** Those in the one-line form. */
    public static List<AptSource> lines(String text) {
        return parsed("sources.list", text);
    }

    /** Those in paragraphs of fields. */
    public static List<AptSource> stanzas(String text) {
        return parsed("debian.sources", text);
    }

    private static List<AptSource> parsed(String file, String text) {
        FoundSources found = new FoundSources();
        AptSources.parse(file, text, found);
        return found.all();
    }
}
