package org.pyflinkimage.system;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program of this machine.
 *
 * @param file its file
 * @param environment whose variables it is given
 */
public record Program(Path file, Environment environment) {

    private static final Pattern ENDING = Pattern.compile("(?i)\\.(exe|com|bat|cmd)$");

    /** Its name: {@code docker}, also where its file is {@code docker.exe}. */
    public String name() {
        return ENDING.matcher(String.valueOf(file.getFileName())).replaceFirst("");
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
