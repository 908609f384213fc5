package org.pyflinkimage.debian;

import java.util.List;
import java.util.regex.Pattern;

/** The {@code control} file of a package's own, which becomes a paragraph of dpkg's status as it is. */
final class ControlFile {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]{0,199}");
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    /** What dpkg itself adds to a paragraph: a second one would be all that it reads of its status. */
    private static final List<String> OF_DPKG =
            List.of("Status", "Conffiles", "Config-Version", "Triggers-Awaited", "Triggers-Pending");

    private ControlFile() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException where it is not one paragraph that dpkg could keep
     */
    static Stanza parse(String text) {
        List<Stanza> paragraphs = Stanza.parseAll(text);
        if (paragraphs.size() != 1) {
            throw new IllegalArgumentException("it has %s paragraphs, and not one".formatted(paragraphs.size()));
        }
        Stanza control = paragraphs.get(0);
        requireForm(control, "Package", NAME);
        requireForm(control, "Architecture", ARCHITECTURE);
        DebianVersion.parse(control.get("Version"));
        control.find("Replaces").ifPresent(field -> Relation.parseField(field, control.get("Architecture")));
        OF_DPKG.stream()
                .filter(field -> control.find(field).isPresent())
                .findFirst()
                .ifPresent(field -> {
                    throw new IllegalArgumentException("it has a field `%s`, which is dpkg's own".formatted(field));
                });
        return control;
    }

    /** Whether a paragraph may be of a package that is called so. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static void requireForm(Stanza control, String field, Pattern form) {
        if (!form.matcher(control.get(field)).matches()) {
            throw new IllegalArgumentException("its field `%s` cannot be `%s`".formatted(field, control.get(field)));
        }
    }
}
