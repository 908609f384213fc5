package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Problem;

/**
 * The resolver of Python packages, as a program on this machine.
 *
 * @param executable the program
 * @param version what it says of itself: {@code 0.13.9}
 */
public record UvProgram(Path executable, String version) {

    private static final Pattern VERSION = Pattern.compile("uv ([0-9]+)\\.([0-9]+)\\.([0-9]+)\\S*.*", Pattern.DOTALL);
    private static final Duration SHORT = Duration.ofSeconds(30);

    /** The oldest minor version of 0.x that was seen to resolve PyFlink with the options used here. */
    private static final int OLDEST_MINOR = 7;

    /** Longer than any resolution takes that is still going on. */
    private static final Duration LONG = Duration.ofMinutes(15);

    /** Asks a program for its version; empty where it is no uv of a usable version. */
    static Optional<UvProgram> inspect(Path executable, Environment environment) {
        try {
            ProgramRun run = ProgramRun.of(
                    List.of(executable.toString(), "--version"),
                    Path.of("").toAbsolutePath(),
                    environment.variables(),
                    SHORT);
            Matcher version = VERSION.matcher(run.output());
            if (!run.succeeded() || !version.matches() || !isUsable(version)) {
                return Optional.empty();
            }
            String number = version.group(1) + "." + version.group(2) + "." + version.group(3);
            return Optional.of(new UvProgram(executable, number));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the program answers to the interpreter that {@link InterpreterStub} plays; that is private to one version. */
    public boolean knowsStub() {
        return version.equals(UvRelease.pinned().version());
    }

    /**
     * Runs uv to its end.
     *
     * @param folder where; its {@code uv.toml} counts beside the user's
     */
    ProgramRun run(List<String> arguments, Path folder, Environment environment, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment.variables());
        all.putAll(variables);
        // A download of an interpreter takes minutes and is not needed.
        all.put("UV_PYTHON_DOWNLOADS", "never");
        // The machine's authorities; the second name is the one of older versions.
        all.putIfAbsent("UV_SYSTEM_CERTS", "true");
        all.putIfAbsent("UV_NATIVE_TLS", "true");
        all.remove("UV_PYTHON");
        all.remove("VIRTUAL_ENV");
        List<String> command = Stream.concat(Stream.of(executable.toString()), arguments.stream())
                .toList();
        try {
            return ProgramRun.of(command, folder, all, LONG);
        } catch (IOException e) {
            throw Problem.environment("PYF-482", "`%s` cannot be run".formatted(executable))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("name another uv: `<uv>` (-Dpyflink.uv)")
                    .toException(e);
        }
    }

    private static boolean isUsable(Matcher version) {
        return version.group(1).equals("0")
                && version.group(2).length() < 5
                && Integer.parseInt(version.group(2)) >= OLDEST_MINOR;
    }
}
