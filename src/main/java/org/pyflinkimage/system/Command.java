package org.pyflinkimage.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program with its arguments, ready to run. However its run ends, nothing of it goes on: where it takes too long, or this thread
 * is interrupted, all that it has started ends too. Of what it says the beginning and the end are kept, not more than a mebibyte.
 *
 * @param words the program and its arguments
 * @param variables its whole environment
 * @param folder where it runs; empty for this process's own folder
 * @param limit the longest time that it may take; empty where it may take any
 */
public record Command(
        List<String> words, Map<String, String> variables, Optional<Path> folder, Optional<Duration> limit) {

    public Command {
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
    }

    static Command of(List<String> words, Map<String, String> variables) {
        return new Command(words, variables, Optional.empty(), Optional.empty());
    }

    /** The same with more arguments. */
    public Command and(List<String> arguments) {
        return new Command(Stream.concat(words.stream(), arguments.stream()).toList(), variables, folder, limit);
    }

    /** The same with more variables, which come before those that it has. */
    public Command with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return new Command(words, all, folder, limit);
    }

    /** The same in a folder. */
    public Command in(Path other) {
        return new Command(words, variables, Optional.of(other), limit);
    }

    /** The same within some time. */
    public Command within(Duration other) {
        return new Command(words, variables, folder, Optional.of(other));
    }

    /** Runs it to its end, without input. */
    public ProgramRun run() {
        return run(new RunningProgram.Talk(Optional.of(out -> {}), Optional.empty()));
    }

    /** Runs it to its end. */
    public ProgramRun run(Bytes input) {
        return run(new RunningProgram.Talk(Optional.of(input), Optional.empty()));
    }

    /**
     * Runs it to its end, without input; it ends when this process does, even where that is killed. Without a shell, which Windows
     * does not have, nobody ends it after a process that is killed.
     *
     * @param lines told each line that it writes to either channel, as it comes
     * @return with all that it wrote as its output
     */
    public ProgramRun watch(Consumer<String> lines) {
        return watch(lines, WatchingShell.USUAL);
    }

    ProgramRun watch(Consumer<String> lines, Path shell) {
        if (!Files.isExecutable(shell)) {
            return run(new RunningProgram.Talk(Optional.of(out -> {}), Optional.of(lines)));
        }
        Command watched = new Command(WatchingShell.around(words, shell), variables, folder, limit);
        return watched.run(new RunningProgram.Talk(Optional.empty(), Optional.of(lines)));
    }

    private ProgramRun run(RunningProgram.Talk talk) {
        return Interruption.await(() -> {
            try (RunningProgram program = RunningProgram.start(this, talk)) {
                return program.await(limit);
            } catch (IOException e) {
                return ProgramRun.without(ProgramRun.End.NOT_STARTED, String.valueOf(e.getMessage()));
            }
        });
    }
}
