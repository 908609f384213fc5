package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Sha256;

/**
 * A digest of all that shapes what a spec resolves to: its combination, requirements with the text of their files, connectors. A lock
 * file keeps it, and so tells whether it still answers the declaration.
 *
 * <p>Names, tags, outputs, configuration and hints are no part of it, nor is the folder that the project lies in, nor the order of
 * connectors, nor the line endings that a version control system puts into files.
 */
public final class SpecDigest {

    private static final Pattern INCLUDE =
            Pattern.compile("^\\s*(?:-r|-c|--requirement|--constraint)[\\s=]*([^\\s#]+)", Pattern.MULTILINE);

    private final Function<Path, Optional<String>> texts;

    private SpecDigest(Function<Path, Optional<String>> texts) {
        this.texts = texts;
    }

    /**
     * The digest of a spec.
     *
     * @param texts gives a file's text; empty where there is no such file
     */
    public static Sha256 of(ImageSpec spec, Function<Path, Optional<String>> texts) {
        return Sha256.of(new SpecDigest(texts).describe(spec));
    }

    private String describe(ImageSpec spec) {
        StringBuilder text =
                new StringBuilder("cell ").append(spec.combination().slug());
        spec.requirements()
                .inline()
                .forEach(line -> text.append("\nrequirement ").append(line));
        Set<Path> files = new LinkedHashSet<>();
        spec.requirements().files().forEach(file -> collect(file, files));
        files.forEach(file ->
                text.append("\nfile ").append(file.getFileName()).append(' ').append(sumOf(file)));
        spec.connectors().stream()
                .sorted()
                .forEach(connector -> text.append("\nconnector ").append(connector));
        return text.append('\n').toString();
    }

    /** A requirements file may name others, whose text counts as its own does. */
    private void collect(Path file, Set<Path> files) {
        if (!files.add(file) || !String.valueOf(file.getFileName()).matches(".*\\.(txt|in)")) {
            return;
        }
        Matcher include = INCLUDE.matcher(texts.apply(file).orElse(""));
        while (include.find()) {
            ContentReader.path(include.group(1))
                    .map(file::resolveSibling)
                    .ifPresent(path -> collect(path.normalize(), files));
        }
    }

    private String sumOf(Path file) {
        return texts.apply(file)
                .map(text -> Sha256.of(text.replace("\r\n", "\n")).hex())
                .orElse("missing");
    }
}
