package org.pyflinkimage.build.validation;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;

/**
 * Where a goal finds and leaves files, unless it is told otherwise.
 *
 * @param folder what relative paths start from
 * @param pom the project's file; empty where there is no project
 * @param results the folder for results
 * @param start the folder that Maven was started in: from there on files are named to people
 */
public record Places(Path folder, Optional<Path> pom, Path results, Path start) {

    private static final String LOCK_FILE = "pyflink.lock";

    /** A project's. */
    public static Places ofProject(Path pom, Path target, Path start) {
        Path file = pom.toAbsolutePath();
        return new Places(parentOf(file), Optional.of(file), target.resolve("pyflink"), start.toAbsolutePath());
    }

    /** Those of a folder without a project. */
    public static Places withoutProject(Path start) {
        Path folder = start.toAbsolutePath();
        return new Places(folder, Optional.empty(), folder.resolve("target/pyflink"), folder);
    }

    private static Path parentOf(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }

    /**
     * A declared path; empty where none is declared.
     *
     * @param property what declares it
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-881} for what is no path on this machine
     */
    public Optional<Path> at(String property, Optional<String> declared) {
        return declared.filter(text -> !text.isBlank()).map(text -> resolved(property, text));
    }

    private Path resolved(String property, String text) {
        try {
            return Slashes.resolve(folder, text, Files::exists).normalize();
        } catch (InvalidPathException e) {
            String element = "`<%s>` (-D%s)".formatted(property.replaceFirst("^pyflink[.]", ""), property);
            throw Problem.declaration("PYF-881", "`%s` in %s is no path on this machine".formatted(text, element))
                    .why(e.getReason())
                    .remedy("a path without characters that only other systems take in names: " + element)
                    .toException(e);
        }
    }

    /** The folder for results. */
    public Path results(Optional<String> declared) {
        return at("pyflink.output", declared).orElse(results);
    }

    /**
     * The lock file: beside the POM, without a POM in the folder for results.
     *
     * @param output the folder for results
     */
    public Path lockFile(Optional<String> declared, Path output) {
        return at("pyflink.lockFile", declared).orElseGet(() -> (pom.isPresent() ? folder : output).resolve(LOCK_FILE));
    }

    /** A file's name as it is given in a command: relative to where Maven was started. */
    public String shown(Path file) {
        return file.startsWith(start) ? Slashes.between(start, file) : Slashes.in(file);
    }

    /** The name of the file that declares the images; without a POM there is no better one to point at. */
    public String declaration() {
        return pom.map(this::shown).orElse("pom.xml");
    }
}
