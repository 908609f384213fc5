package org.pyflinkimage.resolve.uv;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.Command;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.Problem;

/**
 * The resolver of Python packages, as a program on this machine.
 *
 * @param executable the program
 * @param version what it says of itself: {@code 0.13.9}
 */
public record UvProgram(Path executable, Pep440Version version) {

    private static final Pattern VERSION = Pattern.compile("uv ([0-9]+)\\.([0-9]+)\\.([0-9]+)\\S*.*", Pattern.DOTALL);
    private static final List<String> SLOW_INDEX = List.of(
            "where it does, and is slow, a larger `UV_HTTP_TIMEOUT`, in seconds: uv may take fifty times as long");

    private static final Duration SHORT = Duration.ofSeconds(30);

    /** Asks a program for its version; empty where it is no uv of a usable version. */
    static Optional<UvProgram> inspect(Path executable, Environment environment) {
        ProgramRun run = new Program(executable, environment)
                .command("--version")
                .within(SHORT)
                .run();
        Matcher version = VERSION.matcher(run.output());
        if (!run.succeeded() || !version.matches() || !isUsable(version)) {
            return Optional.empty();
        }
        String number = version.group(1) + "." + version.group(2) + "." + version.group(3);
        return Optional.of(new UvProgram(executable, Pep440Version.of(number)));
    }

    /** Whether the program answers to the interpreter that {@link InterpreterStub} plays; that is private to one version. */
    boolean knowsStub() {
        return version.equals(UvRelease.shipped().version());
    }

    /** Whether uv can be shown the interpreter of an image in place of one of this machine. */
    public boolean takesStub() {
        return knowsStub() && BuildMachine.current().runsStub();
    }

    /**
     * Runs uv to its end.
     *
     * @param folder where
     * @param environment of which uv is given what says where packages lie and how they are reached
     * @param variables what it is given beside that
     * @param patience how long it is waited for
     * @return what it said, of which the messages have no password that the environment has
     */
    ProgramRun run(
            List<String> arguments,
            Path folder,
            Environment environment,
            Map<String, String> variables,
            UvPatience patience) {
        Map<String, String> all = UvEnvironment.of(environment, variables);
        Environment told = new Environment(all, environment.home());
        Duration limit = UvPatience.limit(all);
        Command command =
                new Program(executable, told).command(arguments).in(folder).within(limit);
        ProgramRun run = patience.over(limit, () -> run(command, true));
        if (run.end() == ProgramRun.End.NOT_STARTED) {
            throw Problem.environment("PYF-482", "`%s` cannot be run".formatted(executable))
                    .why(run.output())
                    .remedy("name another uv: " + Element.UV.named())
                    .toException();
        }
        return LoginMask.of(environment).of(run);
    }

    /**
     * Runs a program that may ask package indexes.
     *
     * @return what it said, without the logins in addresses
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-483} where it does not end in time
     */
    static ProgramRun run(Command command) {
        return run(command, false);
    }

    private static ProgramRun run(Command command, boolean ofUv) {
        ProgramRun run = command.run();
        if (run.end() == ProgramRun.End.OUT_OF_TIME) {
            throw Problem.environment(
                            "PYF-483",
                            "`%s` did not end within %s s"
                                    .formatted(
                                            command.words().get(0),
                                            command.limit().orElseThrow().toSeconds()))
                    .remedy("look whether this machine reaches its package index, and try again")
                    .remedy(ofUv ? SLOW_INDEX : List.of())
                    .toException();
        }
        return new ProgramRun(
                run.end(), run.status(), Addresses.withoutLogins(run.output()), Addresses.withoutLogins(run.errors()));
    }

    private static boolean isUsable(Matcher version) {
        return version.group(1).equals("0")
                && version.group(2).length() < 5
                && Integer.parseInt(version.group(2)) >= UvRelease.shipped().oldestMinor();
    }
}
