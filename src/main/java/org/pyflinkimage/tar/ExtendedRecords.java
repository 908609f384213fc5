package org.pyflinkimage.tar;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The records of extended headers, each with its length before it, as {@code 16 path=a/b.txt}. Each is walked to by that and looked at
 * once: whoever writes them may have made them for a search to go over again and again.
 *
 * @param text whose characters are bytes
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax</a>
 */
record ExtendedRecords(CharSequence text) {

    /** The first value of a key that is wanted. Behind a record of another length than it says there is none. */
    Optional<String> find(String key, Predicate<String> wanted) {
        int begin = 0;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == '\n') {
                begin = at + 1; // a blank line
            } else if (sign == ' ') {
                int end = begin + lengthOf(text.subSequence(begin, at).toString());
                if (end < at + 2 || end > text.length()) {
                    return Optional.empty();
                }
                Optional<String> value = valueOf(key, text.subSequence(at + 1, end - 1));
                if (value.filter(wanted).isPresent()) {
                    return value;
                }
                begin = end;
                at = end - 1;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> valueOf(String key, CharSequence record) {
        String text = record.toString();
        return text.startsWith(key + "=") ? Optional.of(text.substring(key.length() + 1)) : Optional.empty();
    }

    /** Of a record, as it stands before it; nothing where that is no number. */
    private static int lengthOf(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
