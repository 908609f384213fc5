package org.pyflinkimage.mojo.console;

import java.io.Console;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.pyflinkimage.system.Environment;

/** Whether somebody watches the build on a terminal that can redraw a line. */
final class Terminal {

    private Terminal() {}

    /** Not with {@code -B}, nor in CI, nor where several modules are built at a time and would write over each other. */
    static boolean isLive(MavenSession session) {
        return session.getRequest().isInteractiveMode()
                && session.getRequest().getDegreeOfConcurrency() <= 1
                && isColorful(
                        session.getUserProperties(), Environment.ofProcess().variables())
                && isTerminal(System.console());
    }

    static boolean isColorful(Properties commandLine, Map<String, String> environment) {
        return !environment.containsKey("CI")
                && !"dumb".equals(environment.get("TERM"))
                && !"never".equals(commandLine.getProperty("style.color"));
    }

    /** From Java 22 there is a console without a terminal too, which says so by a method that Java 17 does not know. */
    private static boolean isTerminal(@org.jspecify.annotations.Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
