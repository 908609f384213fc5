package org.pyflinkimage.image;

import java.nio.file.Path;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/** What goes wrong with a builder. */
final class BuilderProblems {

    private static final String NO_BUILDER =
            "without " + Element.BUILDER.named() + " the plugin assembles the image itself, and needs no other program";
    /** What a name without a registry is of. */
    private static final String DEFAULT_REGISTRY = "docker.io";

    private static final String OTHER_ARCHIVE = Element.TO.with("docker-archive");

    private BuilderProblems() {}

    static Problem absent(String name) {
        return Problem.environment("PYF-851", "`%s` is not on the PATH".formatted(name))
                .why(Element.BUILDER.named() + " names it")
                .remedy(name + " on the PATH, or another builder: `docker`, `podman`, `buildah`")
                .remedy(NO_BUILDER);
    }

    static Problem failedBuild(Program program, BuildOrder order, String said) {
        Problem problem = failed(program, program.name().equals("buildah") ? "bud" : "build", said)
                .remedy(Daemon.ofRights(said))
                .remedy("all that it says: `mvn -X`")
                .remedy("build by hand what it builds: `%s`".formatted(order.context()));
        Problem further = order.base()
                .map(base -> problem.remedy("a " + Element.BASE.named()
                        + " of the Debian or Ubuntu suite that the Dockerfile's packages are of:"
                        + " its label `org.pyflinkimage.suite`"))
                .orElse(problem);
        return further.remedy(NO_BUILDER);
    }

    static Problem silentDaemon(Program program, String said) {
        return failed(program, "version", said)
                .remedy(Daemon.ofRights(said))
                .remedy("start the daemon, or point `DOCKER_HOST` to one that runs")
                .remedy("a builder without a daemon: " + Element.BUILDER.with("podman"))
                .remedy(NO_BUILDER);
    }

    private static Problem failed(Program program, String command, String said) {
        return Problem.environment("PYF-852", "`%s %s` fails".formatted(program.file(), command))
                .why(said);
    }

    static Problem noOciArchive(String version) {
        return Problem.declaration("PYF-853", "Docker %s writes no OCI archive".formatted(version))
                .why("`oci-archive` is among the outputs, and `docker save` has its own form alone up to Docker 24")
                .remedy(OTHER_ARCHIVE)
                .remedy("Docker 25, or " + Element.BUILDER.with("podman"));
    }

    static Problem noDaemon() {
        return Problem.declaration("PYF-853", "buildah has no daemon")
                .why("`daemon` is among the outputs; podman would see what buildah builds, and is not on the PATH")
                .remedy(Element.TO.with("oci-archive"))
                .remedy(Element.BUILDER.with("docker"));
    }

    static Problem unsaved(Program program, Path file, String said) {
        return Problem.environment("PYF-854", "`%s` does not write the image to `%s`".formatted(program.file(), file))
                .why(said)
                .remedy("room on that disk and the right to write there, or another folder by `-Dpyflink.output`")
                .remedy("all that it says: `mvn -X`");
    }

    static Problem unpushed(Program program, ImageReference reference, String said) {
        return Problem.environment("PYF-855", "`%s push` does not push `%s`".formatted(program.file(), reference))
                .why(said)
                .remedy("log in: `%s login %s`"
                        .formatted(
                                program.name(),
                                reference.repository().registry().orElse(DEFAULT_REGISTRY)))
                .remedy(
                        "a registry without TLS: `-Dpyflink.allowInsecureRegistries`; Docker wants it among its daemon's `insecure-registries`");
    }

    static Problem unknownContents(String image, String said) {
        return Problem.environment("PYF-856", "what was built as `%s` cannot be looked into".formatted(image))
                .why(said)
                .remedy("another version of the builder, or another builder: `-Dpyflink.builder`");
    }
}
