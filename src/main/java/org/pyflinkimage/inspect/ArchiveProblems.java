package org.pyflinkimage.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.ArchivedImage.Form;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** What is wrong with archives that images lie in, and folders. */
final class ArchiveProblems {

    private static final String BASE = "`<base>` (-Dpyflink.base)";

    private ArchiveProblems() {}

    static Problem absent(ArchivedImage image, Path place) {
        return Problem.declaration("PYF-945", "the base `%s` is not there".formatted(image))
                .why("`%s` is no %s".formatted(place, image.form() == Form.OCI ? "folder" : "file"))
                .why("a relative path begins in the project's folder, and the first colon ends it")
                .remedy("correct the path in " + BASE)
                .remedy("or make it: " + copying(image, place));
    }

    /** The same where it is known what it was. */
    static Problem absent(ArchivedImage image, Path place, Sha256 locked) {
        return absent(image, place)
                .why("the lock file names %s, of which the store does not have all".formatted(locked))
                .remedy("or a store that has it: `<store>` (-Dpyflink.store)");
    }

    static Problem noArchive(ArchivedImage image, Path place, IOException failure) {
        return Problem.declaration("PYF-946", "the base `%s` cannot be read as `%s`".formatted(image, image.form()))
                .why("`%s`: %s".formatted(place, failure.getMessage()))
                .remedy("make it anew: " + copying(image, place));
    }

    static Problem otherForm(ArchivedImage image, Path place, Form other) {
        return Problem.declaration("PYF-946", "the base `%s` cannot be read as `%s`".formatted(image, image.form()))
                .why("`%s` has what `%s` has".formatted(place, other))
                .remedy("say so: `<base>%s:...</base>` (-Dpyflink.base=%s:...)".formatted(other, other));
    }

    /** @param names of the images there */
    static Problem unclear(ArchivedImage image, Collection<String> names) {
        String there = names.isEmpty() ? "its images have no names" : "it has " + String.join(", ", names);
        Problem problem = Problem.declaration(
                        "PYF-947", "it is not clear which image the base `%s` is".formatted(image))
                .why(image.image()
                        .map(name -> "there is none called `%s`, or several are".formatted(name))
                        .orElse("there is not one image, but several or none"))
                .why(there);
        Optional<String> example = names.stream()
                .findFirst()
                .or(() -> Optional.of("@0").filter(place -> image.form() == Form.DOCKER_ARCHIVE));
        return example.map(name -> problem.remedy("name one behind a colon in %s: `...:%s`".formatted(BASE, name)))
                .orElse(problem)
                .remedy("or put it into %s of its own: `skopeo copy`"
                        .formatted(image.form() == Form.OCI ? "a folder" : "an archive"));
    }

    /**
     * What lies there is not what was locked.
     *
     * @param found the digest of what is there
     */
    static Problem changed(BaseImage image, Sha256 locked, Sha256 found) {
        return Problem.declaration("PYF-948", "the base `%s` is not the one that was locked".formatted(image))
                .why("the lock file names %s".formatted(locked))
                .why("what is there now is %s".formatted(found))
                .remedy(
                        "where it was replaced on purpose, delete the cell's plan in `pyflink.lock`, or the file: it is locked anew then")
                .remedy("or put back the one that was locked");
    }

    private static String copying(ArchivedImage image, Path place) {
        return "`skopeo copy docker://registry.example.com/base:1 %s:%s`".formatted(image.form(), place);
    }
}
