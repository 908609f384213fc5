package org.pyflinkimage.resolve.interpreter;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.StandaloneBuilds;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.value.Sha256;

/** The sums of archives: those that are known, else those that their release says of them. */
record InterpreterSums(StandaloneBuilds known, Transport transport) {

    /** As {@code sha256sum} writes it, and as {@code shasum} and BSD's {@code sha256} do with a name before the sum. */
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})(?:[ \\t]+\\*?(?:\\./)?(\\S+))?[ \\t]*");

    private static final Pattern NAME_FIRST =
            Pattern.compile("SHA256[ \\t]*\\((?:\\./)?([^()\\s]+)\\)[ \\t]*=[ \\t]*([0-9a-fA-F]{64})[ \\t]*");

    /** In bytes, of a file with the sums of a release; those of CPythons have a tenth of a megabyte. */
    private static final long SUMS_AT_MOST = 16 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The sum of an archive that lies at a path of a mirror; empty where nobody says it. */
    Optional<Sha256> sumOf(StandaloneFile file, InterpreterMirror mirror, String path) {
        return known.sumOf(file)
                .or(() -> mirror.sumsBeside(path).stream()
                        .flatMap(sums -> transport.read(mirror.base().resolve(sums), SUMS_AT_MOST).stream())
                        .flatMap(text -> sumIn(new String(text, StandardCharsets.UTF_8), file).stream())
                        .findFirst());
    }

    /** A file beside the archive may name no other. */
    private static Optional<Sha256> sumIn(String text, StandaloneFile file) {
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .map(line -> NAME_FIRST.matcher(line).replaceFirst("$2  $1"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(2) == null || line.group(2).equals(file.toString()))
                .map(line -> new Sha256(line.group(1).toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
