package org.pyflinkimage.spec;

import org.pyflinkimage.python.ReadRequirements.ReadFile;
import org.pyflinkimage.value.Sha256;

/**
 * A digest of all that shapes what a spec resolves to: its combination, requirements with the text of their files, connectors. A lock
 * file keeps it, and so tells whether it still answers the declaration.
 *
 * <p>Names, tags, outputs, configuration and hints are no part of it, nor is the folder that the project lies in, nor the order of
 * connectors, nor the line endings that a version control system puts into files.
 */
public final class SpecDigest {

    private SpecDigest() {}

    /** The digest of a spec. */
    public static Sha256 of(ImageSpec spec) {
        StringBuilder text =
                new StringBuilder("cell ").append(spec.combination().slug());
        spec.requirements()
                .inline()
                .forEach(line -> text.append("\nrequirement ").append(line));
        spec.requirements()
                .read()
                .files()
                .forEach(file ->
                        text.append("\nfile ").append(file.name()).append(' ').append(sumOf(file)));
        spec.requirements()
                .extras()
                .values()
                .forEach(extras -> text.append("\nextras ").append(extras));
        spec.connectors().stream()
                .sorted()
                .forEach(connector -> text.append("\nconnector ").append(connector));
        return Sha256.of(text.append('\n').toString());
    }

    private static String sumOf(ReadFile file) {
        return file.sum().map(Sha256::hex).orElse("missing");
    }
}
