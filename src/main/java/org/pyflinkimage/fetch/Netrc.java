package org.pyflinkimage.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

/** The logins of a {@code .netrc} file, by host. */
final class Netrc {

    /** The key of the login for hosts that are not named. */
    static final String DEFAULT = "";

    private Netrc() {}

    /**
     * Reads {@code $NETRC}, {@code ~/.netrc} or {@code ~/_netrc}, the first that can be read; empty where none can.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-530} where what the variable has is no path on this machine
     */
    static Map<String, Login> read(Environment environment) {
        return files(environment)
                .filter(Files::isReadable)
                .findFirst()
                .flatMap(Netrc::textOf)
                .map(Netrc::parse)
                .orElse(Map.of());
    }

    /** Those that are there, and cannot be read. */
    static List<Path> unread(Environment environment) {
        return files(environment)
                .filter(Files::exists)
                .filter(file -> textOf(file).isEmpty())
                .toList();
    }

    private static Stream<Path> files(Environment environment) {
        Path home = environment.home();
        return environment
                .file("NETRC")
                .map(Stream::of)
                .orElseGet(() -> Stream.of(home.resolve(".netrc"), home.resolve("_netrc")));
    }

    /** The text of such a file; of other characters than UTF-8, which a comment may have, something stands in the place. */
    static Optional<String> textOf(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Parses the text of such a file, keeping its order; the first entry of a host wins, macros are passed over. */
    static Map<String, Login> parse(String text) {
        Deque<String> words = new ArrayDeque<>();
        boolean inMacro = false;
        // Editors of Windows mark UTF-8 at its beginning.
        for (String line : text.replaceFirst("^\ufeff", "").lines().toList()) {
            String bare = line.strip();
            inMacro = bare.startsWith("macdef") || (inMacro && !bare.isEmpty());
            if (!inMacro && !bare.startsWith("#") && !bare.isEmpty()) {
                words.addAll(List.of(bare.split("\\s+")));
            }
        }
        return logins(words);
    }

    private static Map<String, Login> logins(Deque<String> words) {
        Map<String, Login> logins = new LinkedHashMap<>();
        while (!words.isEmpty()) {
            String word = words.poll();
            if (word.equals("machine") && !words.isEmpty()) {
                logins.putIfAbsent(words.poll(), login(words));
            } else if (word.equals("default")) {
                logins.putIfAbsent(DEFAULT, login(words));
            }
        }
        return logins;
    }

    private static Login login(Deque<String> words) {
        String user = "";
        String password = "";
        while (words.size() > 1
                && !words.peek().equals("machine")
                && !words.peek().equals("default")) {
            String field = words.poll();
            switch (field) {
                case "login" -> user = words.poll();
                case "password" -> password = words.poll();
                case "account" -> words.poll();
                default -> {}
            }
        }
        return new Login(user, password);
    }
}
