package org.pyflinkimage.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates of a text, each between two lines; looked for once from the beginning to the end, whatever stands there. */
final class PemText {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private PemText() {}

    /** What is encoded in the first of them. */
    static Optional<String> first(String text) {
        return all(text, 1).stream().findFirst();
    }

    /** What is encoded in each of the first of them. */
    static List<String> all(String text, int atMost) {
        List<String> all = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0 && all.size() < atMost) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                return all;
            }
            all.add(text.substring(begin + BEGIN.length(), end));
            begin = text.indexOf(BEGIN, end);
        }
        return all;
    }

    /** A certificate by itself. */
    static String of(String encoded) {
        return BEGIN + "\n" + encoded.strip() + "\n" + END + "\n";
    }
}
