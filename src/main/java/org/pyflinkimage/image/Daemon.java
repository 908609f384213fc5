package org.pyflinkimage.image;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sizes;

/** Docker or podman on this machine, reached through its command, so that contexts, {@code DOCKER_HOST} and rights are its own. */
public final class Daemon {

    private static final List<String> NAMES = List.of("docker", "podman");
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LOADS_WITHIN = Duration.ofMinutes(30);

    private static final String DOCKERS = "{{.Server.Os}}/{{.Server.Arch}}";

    /** Its server is another machine, or nobody. */
    private static final String PODMANS = "{{if .Server}}{{.Server.OsArch}}{{else}}{{.Client.OsArch}}{{end}}";

    private final Program program;

    private Daemon(Program program) {
        this.program = program;
    }

    /**
     * The first of docker and podman on the PATH that answers.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-831} where neither is found, {@code PYF-832} where none answers
     */
    public static Daemon find(Environment environment) {
        List<Program> programs = programs(environment);
        if (programs.isEmpty()) {
            throw absent();
        }
        List<String> answers = new ArrayList<>();
        for (Program program : programs) {
            ProgramRun answer =
                    program.command("version").within(ANSWERS_WITHIN).run();
            if (answer.succeeded()) {
                return new Daemon(program);
            }
            answers.add("`%s version`: %s".formatted(program.file(), answer.lastLines()));
        }
        throw dead(programs, answers);
    }

    /** The name of the first of docker and podman on the PATH; of both, the first that answers soon, if one does. */
    public static Optional<String> installed(Environment environment) {
        List<Program> programs = programs(environment);
        return (programs.size() < NAMES.size()
                        ? Optional.<Program>empty()
                        : programs.stream().filter(Daemon::answersSoon).findFirst())
                .or(() -> programs.stream().findFirst())
                .map(Program::name);
    }

    private static boolean answersSoon(Program program) {
        return program.command("version").within(SOON).run().succeeded();
    }

    private static List<Program> programs(Environment environment) {
        return NAMES.stream()
                .flatMap(name -> program(name, environment).stream())
                .toList();
    }

    /** A program that works on images; from Linux inside Windows, that of Windows can be seen too. */
    static Optional<Program> program(String name, Environment environment) {
        return environment.program(name, name + ".exe");
    }

    /** The program's name: {@code docker} or {@code podman}. */
    public String name() {
        return program.name();
    }

    /** What its containers are without emulation; empty where it does not say, or says something that images are not built for. */
    public Optional<Platform> platform() {
        // A command called docker may be podman.
        return (name().equals("docker") ? List.of(DOCKERS, PODMANS) : List.of(PODMANS))
                .stream()
                        .map(template -> program.command("version", "--format", template)
                                .within(ANSWERS_WITHIN)
                                .run())
                        .filter(ProgramRun::succeeded)
                        .findFirst()
                        .flatMap(answer -> Platform.parse(answer.output().strip()));
    }

    /**
     * Loads an image under these names.
     *
     * @param references the image's full names, at least one
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-833} where the daemon refuses it
     */
    public void load(AssembledImage image, List<ImageReference> references) {
        ProgramRun answer = program.command("load")
                .within(LOADS_WITHIN)
                .run(input -> DockerArchive.writeTo(image, references, input));
        if (!answer.succeeded()) {
            String unread = answer.end() == ProgramRun.End.LEFT_INPUT ? "it did not read the whole image\n" : "";
            throw Problem.environment("PYF-833", "`%s load` does not take the image".formatted(program.file()))
                    .why(unread + answer.lastLines())
                    .remedy("room for %s in the daemon's storage".formatted(Sizes.text(image.unpackedSize())))
                    .remedy(Element.TO.with("oci-archive") + ", which needs no daemon")
                    .toException();
        }
    }

    /**
     * Writes an image of its storage to a file that does not exist yet, as a Docker archive.
     *
     * @return why it does not; empty where it does
     */
    public Optional<String> save(ImageReference reference, Path file) {
        ProgramRun answer = program.command("save", "--output", file.toString(), exact(reference))
                .within(LOADS_WITHIN)
                .run();
        return answer.succeeded() ? Optional.empty() : Optional.of(answer.lastLines());
    }

    /** Of a name alone Docker would save the images of all its tags; what looks like an image's own number is none. */
    static String exact(ImageReference reference) {
        String name = reference.toString();
        boolean bare = reference.tag().isEmpty() && reference.digest().isEmpty() && !name.matches("[0-9a-f]{12,64}");
        return bare ? name + ":latest" : name;
    }

    /** Whether all that is told is that none is there, or none answers. */
    public static boolean isAbsent(PyFlinkException failure) {
        return failure.isOnly(Set.of("PYF-831", "PYF-832"));
    }

    private static String started(Program program) {
        return program.name().equals("docker")
                ? "start the daemon, or point `DOCKER_HOST` to one that runs"
                : "`podman machine start`, where podman's containers run in a virtual machine";
    }

    private static RuntimeException absent() {
        return Problem.environment("PYF-831", "neither `docker` nor `podman` is on the PATH")
                .why("`daemon` is among the outputs, and an image is loaded through the daemon's command")
                .remedy("docker or podman on the PATH")
                .remedy(Element.TO.with("oci-archive") + ", which needs no daemon")
                .toException();
    }

    private static RuntimeException dead(List<Program> programs, List<String> answers) {
        return Problem.environment("PYF-832", "the container daemon does not answer")
                .why(answers)
                .remedy(ofRights(String.join("\n", answers)))
                .remedy(programs.stream().map(Daemon::started).toList())
                .remedy(Element.TO.with("oci-archive") + ", which needs no daemon")
                .toException();
    }

    /** What helps where a daemon runs, and this user may not speak to it. */
    static List<String> ofRights(String said) {
        return said.toLowerCase(Locale.ROOT).contains("permission denied")
                ? List.of(
                        "the right to its socket, where that is what is denied: `sudo usermod -aG docker $USER`, then log in anew")
                : List.of();
    }
}
