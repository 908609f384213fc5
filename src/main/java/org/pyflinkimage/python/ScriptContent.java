package org.pyflinkimage.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pyflinkimage.tree.Content;

/** Scripts that wheels bring: a first line {@code #!python} stands for the Python that they are installed for. */
final class ScriptContent {

    private static final byte[] PLACEHOLDER = "#!python".getBytes(StandardCharsets.US_ASCII);

    private ScriptContent() {}

    /** The script with its first line made true; every other program as it is. */
    static Content of(Content script, VirtualEnvironment environment) {
        try {
            return hasPlaceholder(script) ? rewritten(script, environment) : script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasPlaceholder(Content script) throws IOException {
        try (InputStream stream = script.open()) {
            return Arrays.equals(stream.readNBytes(PLACEHOLDER.length), PLACEHOLDER);
        }
    }

    private static Content rewritten(Content script, VirtualEnvironment environment) throws IOException {
        byte[] bytes;
        try (InputStream stream = script.open()) {
            bytes = stream.readAllBytes();
        }
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        byte[] shebang = environment.shebang().getBytes(StandardCharsets.UTF_8);
        int rest = Math.max(0, bytes.length - end - 1);
        byte[] whole = Arrays.copyOf(shebang, shebang.length + rest);
        System.arraycopy(bytes, bytes.length - rest, whole, shebang.length, rest);
        return Content.of(whole);
    }
}
