package org.pyflinkimage.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Kinds of secrets, each known by what is in a file, where its name alone says little. */
public enum SecretKind {
    PRIVATE_KEY(
            "a private key",
            ".*",
            "-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\\s|\\\\[rn]){1,64}+[A-Za-z0-9+/=]"
                    + "|PuTTY-User-Key-File-[0-9]+:|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
            "PRIVATE KEY",
            "PuTTY"),
    KEYSTORE("a keystore") {
        @Override
        boolean isMadeOf(SecretBytes content) {
            return content.isKeystore();
        }
    },
    KEYTAB("a Kerberos keytab") {
        @Override
        boolean isMadeOf(SecretBytes content) {
            return content.isKeytab();
        }
    },
    PASSWORDS("a database of passwords") {
        @Override
        boolean isMadeOf(SecretBytes content) {
            return content.isKeePass();
        }
    },
    AWS(
            "credentials of AWS",
            ".*",
            "(?i)(?:aws_?secret_?key|secret_?access_?key)['\"]?\\s*[=:]\\s*['\"]?[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])",
            "secret",
            "SECRET",
            "Secret"),
    AZURE(
            "credentials of Azure",
            ".*",
            "AccountKey=[A-Za-z0-9+/]{40,}={0,2}|SharedAccessKey=[A-Za-z0-9+/]{40,}=",
            "AccountKey=",
            "SharedAccessKey="),
    GOOGLE(
            "credentials of Google Cloud",
            ".*",
            "\"type\"\\s*:\\s*\"(?:service_account|authorized_user)\"[^}]{0,2000}\"(?:private_key|refresh_token)\"\\s*:\\s*\"[^\"]{8}"
                    + "|\"(?:private_key|refresh_token)\"\\s*:\\s*\"[^\"]{8}[^}]{0,6000}\"type\"\\s*:\\s*\"(?:service_account|authorized_user)\"",
            "service_account",
            "authorized_user"),
    KUBERNETES(
            "credentials of Kubernetes",
            ".*",
            "(?m)^[ \\t]*+client-key-data:[ \\t]*+\\S{8}|^kind:[ \\t]*+Secret[ \\t]*+$(?s:.{0,1000})^(?:data|stringData):[ \\t]*+$"
                    + "|^kind:[ \\t]*+Config[ \\t]*+$(?s:.{0,5000})^[ \\t]++(?:token|password):[ \\t]*\\S",
            "client-key-data",
            "kind:"),
    DOCKER(
            "a login of Docker",
            ".*",
            "\"auths\"\\s*:\\s*\\{(?s:.{0,2000}?)\"(?:auth|identitytoken|password)\"\\s*:\\s*\"[^\"]{4}",
            "\"auths\""),
    NETRC(
            "a login",
            ".*",
            "(?m)^[ \\t]*+(?:machine\\s{1,64}+\\S{1,256}+|default)\\s{1,64}+login\\s{1,64}+\\S{1,256}+\\s{1,64}+password\\s{1,64}+\\S",
            "password"),
    INDEX(
            "a login of a package index",
            ".*(?:\\.pypirc|pip\\.(?:conf|ini)|uv\\.toml|\\.npmrc|poetry.*\\.toml|\\.git-credentials)",
            "(?m)^[ \\t]*+password[ \\t]*[=:][ \\t]*\\S|://[^/\\s:@]+:[^/\\s@]+@|_authToken[ \\t]*=[ \\t]*\\S",
            "password",
            "://",
            "_authToken"),
    DATABASE("a login of a database", ".*\\.pgpass", "(?m)^[^#\\s:]+:[^:]*:[^:]*:[^:]*:\\S", ":"),
    ACCESS_TOKEN(
            "an access token",
            ".*",
            "\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,}|glpat-[A-Za-z0-9_-]{20}|xox[abprs]-[A-Za-z0-9-]{20,}"
                    + "|pypi-AgE[A-Za-z0-9_-]{60,}|sk_live_[A-Za-z0-9]{24})",
            "gh",
            "glpat-",
            "xox",
            "pypi-AgE",
            "sk_live_"),
    ENVIRONMENT(
            "an environment with passwords",
            "(?!.*(?i:example|sample|template|dist|default)).*(?:^|/)(?:[^/]*\\.env|\\.env\\.[^/]*|\\.envrc)",
            "(?m)^[ \\t]*+(?:export[ \\t]++)?[A-Za-z0-9_]{0,100}(?i:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)[A-Za-z0-9_]{0,100}[ \\t]*+=[ \\t]*+['\"]?[^\\s'\"#]",
            "=");

    /** Keys and logins are small, and stand at the beginning. */
    private static final int READ_AT_MOST = 1 << 18;

    private final String title;
    private final Pattern name;
    private final Optional<Pattern> text;
    private final String hints;

    /**
     * A kind that is a text.
     *
     * @param name of files that are looked at, from the job's folder on
     * @param hints of which a text of this kind has one; to look for them is quick
     */
    SecretKind(String title, String name, String text, String... hints) {
        this.title = title;
        this.name = Pattern.compile(name);
        this.text = Optional.of(Pattern.compile(text));
        this.hints = String.join("\n", hints);
    }

    /** A kind that is known by its bytes. */
    SecretKind(String title) {
        this.title = title;
        this.name = Pattern.compile(".*");
        this.text = Optional.empty();
        this.hints = "";
    }

    /** What a file of this kind is: {@code a private key}. */
    public String title() {
        return title;
    }

    /** What a value of the declaration is, whoever wrote it there; empty for a common one. */
    public static Optional<SecretKind> ofText(String value) {
        return of("", value.getBytes(StandardCharsets.UTF_8));
    }

    /** The kind of a file; empty for a common one. */
    public static Optional<SecretKind> of(String path, byte[] beginning) {
        SecretBytes bytes = new SecretBytes(path, beginning);
        return Arrays.stream(values()).filter(kind -> kind.matches(path, bytes)).findFirst();
    }

    /** The files that are of a kind, by its title; what cannot be read is another one's problem. */
    public static Map<String, List<String>> ofFiles(List<ChosenFile> files) {
        Map<String, List<String>> found = new TreeMap<>();
        for (ChosenFile file : files) {
            if (file instanceof ChosenFile.Regular regular) {
                of(regular.path(), beginningOf(regular))
                        .ifPresent(kind -> found.computeIfAbsent(kind.title, key -> new ArrayList<>())
                                .add(regular.path()));
            }
        }
        return found;
    }

    /** Files of extra directories that are of a kind, by their paths in the image, under its title. */
    public static Map<String, List<String>> ofExtraFiles(List<ExtraFile> files) {
        Map<String, List<String>> found = new TreeMap<>();
        for (ExtraFile extra : files) {
            if (extra.file() instanceof ChosenFile.Regular regular) {
                of(regular.path(), beginningOf(regular))
                        .ifPresent(kind -> found.computeIfAbsent(kind.title, key -> new ArrayList<>())
                                .add(extra.place().value()));
            }
        }
        return found;
    }

    /** Whether bytes are of the form that this kind has. */
    boolean isMadeOf(SecretBytes content) {
        return false;
    }

    private boolean matches(String path, SecretBytes content) {
        return isMadeOf(content)
                || text.filter(pattern -> hints.lines().anyMatch(content.text()::contains))
                        .filter(pattern -> name.matcher(path).matches())
                        .filter(pattern -> pattern.matcher(content.text()).find())
                        .isPresent();
    }

    private static byte[] beginningOf(ChosenFile.Regular file) {
        try (InputStream stream = Files.newInputStream(file.file())) {
            return stream.readNBytes(READ_AT_MOST);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
