package org.pyflinkimage.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pyflinkimage.build.base.DaemonImages;
import org.pyflinkimage.image.Daemon;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DaemonImage;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Images that the daemon saves for the time that they are read.
 *
 * @param daemon asked for when there is one to save
 * @param store whose disk has room for images
 */
record SavedImages(Supplier<Daemon> daemon, Path store, BuildLog log) implements DaemonImages {

    @Override
    public <T> T with(DaemonImage image, Function<Path, T> work) {
        Daemon found = daemonFor(image);
        log.step("Saving `%s` out of %s".formatted(image.reference(), found.name()));
        try (Scratch scratch = Scratch.below(Files.createDirectories(store.resolve("temporary")))) {
            Path file = scratch.resolve("image.tar");
            found.save(image.reference(), file).ifPresent(said -> {
                throw refused(image, found.name(), said).toException();
            });
            return work.apply(file);
        } catch (IOException e) {
            throw DiskFailure.temporary(store, e).toException(e);
        }
    }

    private Daemon daemonFor(DaemonImage image) {
        try {
            return daemon.get();
        } catch (PyFlinkException e) {
            if (!Daemon.isAbsent(e)) {
                throw e;
            }
            Problem absent = e.problems().get(0);
            throw none(image, absent.what(), absent.why()).toException(e);
        }
    }

    private static Problem none(DaemonImage image, String what, List<String> why) {
        return Problem.environment("PYF-949", "there is no daemon to have the base `%s` from".formatted(image))
                .why(what)
                .why(why.stream()
                        .filter(reason -> !reason.contains("among the outputs"))
                        .toList())
                .remedy("docker or podman on the PATH, and its daemon running")
                .remedy("an image of a registry, or in an archive, which need no daemon: " + Element.BASE.named());
    }

    private static Problem refused(DaemonImage image, String program, String said) {
        String pull = "`%s pull %s`".formatted(program, image.reference());
        return Problem.environment("PYF-949", "%s does not give the base `%s`".formatted(program, image))
                .why(said.isBlank() ? "it does not say why" : said)
                .remedy("where it is not there: build it, or " + pull)
                .remedy("another one of those that `%s images` lists: ".formatted(program) + Element.BASE.named());
    }
}
