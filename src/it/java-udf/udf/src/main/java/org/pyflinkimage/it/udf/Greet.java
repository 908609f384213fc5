package org.pyflinkimage.it.udf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.functions.ScalarFunction;

/** Says a word, which is a resource of this module, before a name. */
public final class Greet extends ScalarFunction {

    public String eval(String name) throws IOException {
        try (InputStream word = Greet.class.getResourceAsStream("/word.txt")) {
            return new String(word.readAllBytes(), StandardCharsets.UTF_8) + " " + name;
        }
    }
}
