package org.pyflinkimage.attack;

import java.io.IOException;

/** What Jazzer feeds: the parser that a property names. */
public final class FuzzedParser {

    /** The property's name. */
    static final String PARSER = "fuzz.parser";

    private static final Parser CHOSEN = Parser.valueOf(System.getProperty(PARSER));

    private FuzzedParser() {}

    /** Called by Jazzer before the rest: what is loaded once is no input's fault. */
    public static void fuzzerInitialize() throws IOException {
        for (byte[] seed : CHOSEN.seeds()) {
            CHOSEN.read(seed);
        }
    }

    /** Called by Jazzer, which counts whatever is thrown as a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        CHOSEN.read(input);
    }
}
