package org.pyflinkimage.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/** Docker, podman or buildah, which builds images from a Dockerfile and takes them where they are wanted. */
public final class Builder {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    /** How builders announce a step. */
    private static final Pattern STEP = Pattern.compile("(\\[\\d+/\\d+] )?(STEP|Step) \\d+/\\d+ ?: .*|#\\d+ \\[.*");

    private static final int LONGEST_STEP = 100;

    private final Program program;
    private final BuilderDialect dialect;
    private final boolean hasEngine;
    private final Surroundings surroundings;

    /**
     * What a builder finds around it.
     *
     * @param insecureRegistries whether registries without TLS, or with certificates that nobody knows, may be used
     * @param credentials asked before the builder's own logins, where the builder takes others
     * @param printable takes logins out of a text
     */
    public record Surroundings(
            boolean insecureRegistries,
            RegistryCredentials credentials,
            UnaryOperator<String> printable,
            BuildLog log) {}

    private Builder(Program program, BuilderDialect dialect, boolean hasEngine, Surroundings surroundings) {
        this.program = program;
        this.dialect = dialect;
        this.hasEngine = hasEngine;
        this.surroundings = surroundings;
    }

    /**
     * The builder of that name on the PATH.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-851} where it is not there
     */
    public static Builder find(BuilderName name, Environment environment, Surroundings surroundings) {
        BuilderDialect dialect = BuilderDialect.of(name);
        Program program = Daemon.program(name.toString(), environment)
                .orElseThrow(() -> BuilderProblems.absent(name.toString()).toException());
        boolean hasEngine = Daemon.program(dialect.engine(), environment).isPresent();
        return new Builder(program, dialect, hasEngine, surroundings);
    }

    /** Which one it is. */
    public BuilderName name() {
        return dialect.builder();
    }

    /** The name of the program that runs what was built. */
    public String engine() {
        return dialect.engine();
    }

    /**
     * Ends the work where the builder cannot take images there.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-853}
     */
    public void requireThatItWrites(Set<Output> outputs) {
        if (dialect.learntOciArchives() && outputs.contains(Output.OCI_ARCHIVE)) {
            ProgramRun version = program.command("version", "--format", "{{.Server.Version}}")
                    .within(ANSWERS_WITHIN)
                    .run();
            if (!version.succeeded()) {
                throw BuilderProblems.silentDaemon(program, said(version)).toException();
            }
            if (BuilderDialect.isBeforeOciArchives(version.output())) {
                throw BuilderProblems.noOciArchive(version.output().strip()).toException();
            }
        }
        if (outputs.contains(Output.DAEMON) && !hasEngine) {
            throw BuilderProblems.noDaemon().toException();
        }
    }

    /**
     * Builds an image, which then lies in the builder's own storage.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-852} where the builder fails
     */
    public void build(BuildOrder order) {
        String registry = order.base().map(Builder::registryOf).orElse("");
        try (Scratch folder = Scratch.create()) {
            List<String> arguments =
                    dialect.build(order, logins(registry, folder), isTrusted(registry), program.environment());
            ProgramRun answer = watched(arguments);
            if (!answer.succeeded()) {
                throw BuilderProblems.failedBuild(program, order, said(answer)).toException();
            }
        }
    }

    /**
     * Writes an image that was built as one file.
     *
     * @param form an archive's
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-854} where that fails
     */
    public void save(List<ImageReference> references, Output form, Path file) {
        try {
            WholeFile.at(file).make(unfinished -> {
                ProgramRun answer = watched(dialect.save(references, form, unfinished));
                if (!answer.succeeded()) {
                    throw BuilderProblems.unsaved(program, file, said(answer)).toException();
                }
            });
        } catch (IOException e) {
            throw BuilderProblems.unsaved(program, file, String.valueOf(e)).toException(e);
        }
    }

    /**
     * Pushes an image that was built.
     *
     * @return the sum of its manifest in the registry, where the builder says it
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-855} where that fails
     */
    public Optional<Sha256> push(ImageReference reference) {
        try (Scratch folder = Scratch.create()) {
            Path digest = folder.resolve("digest");
            String registry = registryOf(reference);
            List<String> logins = logins(registry, folder);
            ProgramRun answer = watched(dialect.push(reference, logins, digest, isTrusted(registry)));
            if (!answer.succeeded()) {
                throw BuilderProblems.unpushed(program, reference, said(answer)).toException();
            }
            return dialect.digestOf(answer.output(), digest);
        }
    }

    /**
     * What the builder knows of an image that it built.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-856} where it cannot be understood
     */
    public ImageContents inspect(ImageReference reference) {
        ProgramRun answer = program.command(dialect.inspect(reference))
                .within(ANSWERS_WITHIN)
                .run();
        if (!answer.succeeded()) {
            throw BuilderProblems.unknownContents(reference.toString(), said(answer))
                    .toException();
        }
        return Inspection.parse(answer.output(), reference);
    }

    /** Whether an image of that name lies in the builder's own storage, be it that of a registry or another one. */
    public boolean has(ImageReference reference) {
        return program.command(dialect.inspect(reference))
                .within(ANSWERS_WITHIN)
                .run()
                .succeeded();
    }

    /**
     * What an OCI archive that a builder wrote holds.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-856} where it cannot be understood
     */
    public static ImageContents contentsOf(Path archive) {
        return OciArchiveReader.read(archive);
    }

    private ProgramRun watched(List<String> arguments) {
        return program.command(arguments).with(dialect.environment()).watch(this::tell);
    }

    private void tell(String line) {
        String text = surroundings.printable().apply(line);
        if (STEP.matcher(text).matches()) {
            String step = text.replaceAll("--mount=\\S+", "").replaceAll("\\s+", " ");
            surroundings.log().note(step.length() > LONGEST_STEP ? step.substring(0, LONGEST_STEP) + " ..." : step);
        } else {
            surroundings.log().detail(text);
        }
    }

    private String said(ProgramRun answer) {
        return surroundings.printable().apply(answer.lastLines());
    }

    /** The registry that a name leads to; empty where it names none. */
    private static String registryOf(ImageReference reference) {
        return reference.repository().registry().orElse("");
    }

    /** Options that tell the builder of a login that it may not have itself. */
    private List<String> logins(String registry, Scratch folder) {
        return dialect.takesLogins()
                ? surroundings.credentials().find(registry).stream()
                        .map(login -> folder.write("auth.json", BuilderDialect.logins(registry, login)))
                        .flatMap(file -> Stream.of("--authfile", file.toString()))
                        .toList()
                : List.of();
    }

    /**
     * Whether a registry is used without TLS, or without knowing its certificate: this machine's own, and one that is named where
     * that is allowed. A name without a registry is pulled as the builder always does.
     */
    private boolean isTrusted(String registry) {
        return (surroundings.insecureRegistries() && !registry.isEmpty())
                || registry.matches("(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?");
    }
}
