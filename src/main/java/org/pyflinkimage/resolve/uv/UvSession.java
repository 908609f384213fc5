package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.resolve.index.IndexVariables;
import org.pyflinkimage.resolve.index.ProjectSettings;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Problem;

/**
 * uv, set up for one combination.
 *
 * @param environment with what uv has to be told because only pip knows it
 * @param stub an interpreter to name to uv, which could build nothing; empty where it is shown the machine's own, and is
 *     {@linkplain BuildlessRuns let build nothing}
 * @param options options of every resolution, such as {@code --offline}
 * @param patience how long each resolution is waited for
 */
public record UvSession(
        UvProgram program,
        Environment environment,
        ProjectSettings project,
        Optional<Path> stub,
        List<String> options,
        Combination combination,
        UvPatience patience) {

    private static final List<String> ALONE = List.of("--no-deps");

    /** Settings that have requirements in them, which may have addresses. */
    private static final Set<String> REQUIREMENTS =
            Set.of("override-dependencies", "constraint-dependencies", "exclude-dependencies");

    /**
     * One resolution.
     *
     * @param requirements files of them
     * @param sdists what may come as an sdist
     * @param limits lines that limit versions only
     * @param options further options
     */
    public record Question(
            List<Path> requirements, SdistTable sdists, UvTarget target, List<String> limits, List<String> options) {
        public Question {
            requirements = List.copyOf(requirements);
            limits = List.copyOf(limits);
            options = List.copyOf(options);
        }

        public Question(List<Path> requirements, SdistTable sdists, UvTarget target) {
            this(requirements, sdists, target, List.of(), List.of());
        }

        /** The same with limits and options. */
        public Question with(List<String> newLimits, List<String> newOptions) {
            return new Question(requirements, sdists, target, newLimits, newOptions);
        }

        /** The same for another Python, the first release of its line, or another platform. */
        private Question at(Combination cell) {
            PythonVersion python = cell.python().equals(target.python().line())
                    ? target.python()
                    : new PythonVersion(cell.python(), 0);
            UvTarget other = new UvTarget(cell.platform(), python, glibc(cell));
            return new Question(requirements, sdists, other, limits, options);
        }

        /** Another Python may be another suite's, with an older C library: what is resolved for that holds in any. */
        private GlibcVersion glibc(Combination cell) {
            return Facts.shipped().suites().all().stream()
                    .filter(suite ->
                            suite.java().contains(cell.java()) && suite.python().equals(cell.python()))
                    .map(Suite::glibc)
                    .filter(older -> older.compareTo(target.glibc()) < 0)
                    .min(Comparator.naturalOrder())
                    .orElse(target.glibc());
        }

        /** Lines that limit versions: its own, and those of what may come as an sdist. */
        List<String> constraints() {
            return Stream.concat(sdists.constraints().stream(), limits.stream()).toList();
        }
    }

    /** Resolves what is required, and what that requires. */
    public UvAnswer compile(Question question, Scratch scratch) {
        return compile(question, scratch, question.options());
    }

    /** Resolves what is required, and nothing that it requires. */
    public UvAnswer compileAlone(Question question, Scratch scratch) {
        return compile(question, scratch, ALONE);
    }

    private UvAnswer compile(Question question, Scratch scratch, List<String> more) {
        Attempt attempt = attempt(question, scratch, more);
        return attempt.answer()
                .orElseThrow(() -> problem(attempt, question, scratch, more).toException());
    }

    /**
     * What became of a resolution.
     *
     * @param answer empty where there is none
     */
    public record Attempt(Optional<UvAnswer> answer, ProgramRun run) {

        /** The distributions that uv found no wheel of, where that is why it has no answer. */
        public Set<NormalizedName> withoutWheel() {
            return answer.isPresent() ? Set.of() : UnsolvedRequirements.withoutWheel(run.errors());
        }
    }

    /** Whether the interpreter that it is shown could build nothing, whatever uv is told. */
    public boolean buildsNothing() {
        return stub.isPresent();
    }

    /** Tries to resolve what is required, and what that requires. */
    public Attempt attempt(Question question, Scratch scratch) {
        return attempt(question, scratch, question.options());
    }

    /**
     * Why there was no answer, and the ways out.
     *
     * @param question that other Pythons and platforms are looked at with
     */
    public Problem problem(Attempt attempt, Question question, Scratch scratch) {
        return problem(attempt, question, scratch, question.options());
    }

    private Attempt attempt(Question question, Scratch scratch, List<String> more) {
        if (!buildsNothing()) {
            return buildless(scratch).attempt(question, more);
        }
        ProgramRun run = run(question, scratch, more, Set.of());
        return new Attempt(
                run.succeeded() ? Optional.of(UvAnswer.of(read(answer(scratch)), run)) : Optional.empty(), run);
    }

    private BuildlessRuns buildless(Scratch scratch) {
        return new BuildlessRuns(
                (question, more) -> run(question, scratch, more, Set.of()),
                question -> run(question, scratch, ALONE, REQUIREMENTS),
                () -> read(answer(scratch)),
                scratch);
    }

    private Problem problem(Attempt attempt, Question question, Scratch scratch, List<String> more) {
        OtherCells others = new OtherCells(
                cell -> attempt(question.at(cell), scratch, more).answer().isPresent());
        return new UvFailure(attempt.run(), combination, others).toProblem();
    }

    private static Path answer(Scratch scratch) {
        return scratch.folder().resolve("pylock.toml");
    }

    /** @param unsaid settings that do not count */
    private ProgramRun run(Question question, Scratch scratch, List<String> more, Set<String> unsaid) {
        List<String> arguments = new ArrayList<>(List.of("pip", "compile"));
        question.requirements().forEach(file -> arguments.add(file.toString()));
        arguments.addAll(List.of(
                "--format", "pylock.toml", "--output-file", answer(scratch).toString(), "--no-header"));
        UvTarget target = question.target();
        arguments.addAll(
                List.of("--python-version", target.python().toString(), "--python-platform", target.platformName()));
        arguments.addAll(List.of("--only-binary", ":all:"));
        question.sdists().names().forEach(name -> arguments.addAll(List.of("--no-binary", name)));
        List<String> constraints = question.constraints();
        if (!constraints.isEmpty()) {
            Path file = scratch.write("constraints.txt", String.join("\n", constraints) + "\n");
            arguments.addAll(List.of("--constraints", file.toString()));
        }
        arguments.addAll(more);
        arguments.addAll(List.of("--project", scratch.folder().toString()));
        Path folder = project.folderOr(scratch.folder());
        String settings = settings(question.sdists(), folder, unsaid);
        return LoginMask.of(settings).of(run(arguments, folder, configuration(settings, scratch)));
    }

    private ProgramRun run(List<String> arguments, Path folder, Map<String, String> variables) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(options);
        all.addAll(List.of("--color", "never", "--no-progress"));
        stub.or(() -> environment.program("python3", "python").map(Program::file))
                .ifPresent(file -> all.addAll(List.of("--python", file.toString())));
        return program.run(all, folder, environment, variables, patience);
    }

    /** What of the user's files and variables says where packages lie. */
    private String settings(SdistTable sdists, Path folder, Set<String> unsaid) {
        ObjectNode settings = project.ofUv(environment).remove(unsaid);
        if (settings.path("pip") instanceof ObjectNode ofPip) {
            ofPip.remove(unsaid);
        }
        new IndexVariables(environment, folder).addTo(settings);
        proxies().settings().forEach(settings::putIfAbsent);
        settings.withArray("dependency-metadata").addAll(sdists.metadata());
        return Toml.write(settings);
    }

    /** uv reads no configuration but the one that is written here. */
    private Map<String, String> configuration(String settings, Scratch scratch) {
        Path file = scratch.write("uv.toml", settings);
        Map<String, String> variables = new HashMap<>(proxies().variables());
        variables.put("UV_CONFIG_FILE", file.toString());
        variables.put("PATH", programs(scratch));
        return variables;
    }

    /** An older uv takes no proxy of a file, and no file with one. */
    private WindowsProxies proxies() {
        return program.knowsStub() ? WindowsProxies.of(environment) : WindowsProxies.none();
    }

    /** The folder of the one program that uv may call, to ask for logins; nothing else is there. */
    private String programs(Scratch scratch) {
        Path folder = scratch.folder("programs");
        Optional<Program> keyring = environment.program("keyring");
        Path link = folder.resolve("keyring");
        if (keyring.isPresent() && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createSymbolicLink(link, keyring.get().file());
            } catch (IOException | UnsupportedOperationException e) {
                return "";
            }
        }
        return folder.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
