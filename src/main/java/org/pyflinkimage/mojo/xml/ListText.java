package org.pyflinkimage.mojo.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lists written in one line, as properties are. */
final class ListText {

    private static final Pattern VERSION_CLAUSE = Pattern.compile("\\s*(~=|==|!=|<|>).*");

    /** Commas in brackets belong to a range of versions: {@code [1.0,2.0)}. */
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:,(?![^\\[(\\n]*[])])|\\n)\\s*");

    private ListText() {}

    /** Splits at commas and line breaks; no text has no elements. */
    static List<String> split(String text) {
        return text.isBlank() ? List.of() : List.of(SEPARATOR.split(text.strip(), -1));
    }

    /**
     * Splits requirements, which have commas of their own: {@code numpy>=1.26,<2} is one, and so is {@code pandas[excel,html]}, and
     * what follows a semicolon up to the end of the line is its marker.
     */
    static List<String> splitRequirements(String text) {
        List<String> requirements = new ArrayList<>();
        for (String line : text.strip().split("\\s*\\n\\s*", -1)) {
            int firstOfLine = requirements.size();
            for (String piece : split(line)) {
                int last = requirements.size() - 1;
                if (last >= firstOfLine && continues(requirements.get(last), piece)) {
                    requirements.set(last, requirements.get(last) + "," + piece);
                } else {
                    requirements.add(piece);
                }
            }
        }
        return requirements;
    }

    private static boolean continues(String before, String piece) {
        return before.lastIndexOf('[') > before.lastIndexOf(']')
                || before.contains(";")
                || VERSION_CLAUSE.matcher(piece).matches();
    }
}
