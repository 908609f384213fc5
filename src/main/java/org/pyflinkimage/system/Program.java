package org.pyflinkimage.system;

import java.nio.file.Path;
import java.util.List;

/**
 * A program of this machine.
 *
 * @param file its file
 * @param environment whose variables it is given
 */
public record Program(Path file, Environment environment) {

    /** Its file's name: {@code docker}. */
    public String name() {
        return String.valueOf(file.getFileName());
    }

    /** The program with arguments. */
    public Command command(List<String> arguments) {
        return Command.of(List.of(file.toString()), environment.variables()).and(arguments);
    }

    /** The program with arguments. */
    public Command command(String... arguments) {
        return command(List.of(arguments));
    }
}
