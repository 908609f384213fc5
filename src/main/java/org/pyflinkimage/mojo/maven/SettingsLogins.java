package org.pyflinkimage.mojo.maven;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.system.ServerLogins;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Spelling;

/**
 * Logins out of settings.xml, with passwords decrypted: {@code <server>}s whose {@code <id>} is a registry's host or a name that a
 * declaration has for it, and {@code <proxy>}s.
 */
public final class SettingsLogins implements RegistryCredentials, ServerLogins {

    private static final String FORM =
            "`<server><id>%s</id><username>NAME</username><password>WORD</password></server>` in `<servers>` of settings.xml";

    /** What Maven leaves as it is where there is no such variable. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.[^}]*}|^\\$\\{[A-Za-z0-9_.-]+}$");

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    /** The logins of these settings. */
    public SettingsLogins(Settings settings, SettingsDecrypter decrypter) {
        this.settings = settings;
        this.decrypter = decrypter;
    }

    /**
     * The login of a registry.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-051} where the password cannot be decrypted, {@code PYF-052} where a
     *     variable in the login is not set
     */
    @Override
    public Optional<Login> find(String registry) {
        return servers(registry)
                .filter(server -> server.getUsername() != null && server.getPassword() != null)
                .findFirst()
                .map(this::decrypt)
                .map(server -> new Login(server.getUsername(), server.getPassword()));
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-052} where there is no such login, {@code PYF-051} as {@link #find} */
    @Override
    public Login require(String name) {
        Server server =
                servers(name).findFirst().orElseThrow(() -> unknown(name).toException());
        Server clear = decrypt(server);
        String password = orEmpty(clear.getPassword());
        if (password.isEmpty()) {
            throw withoutPassword(server).toException();
        }
        return new Login(orEmpty(clear.getUsername()), password);
    }

    private Stream<Server> servers(String id) {
        return settings.getServers().stream().filter(server -> id.equals(server.getId()));
    }

    private Problem unknown(String name) {
        Problem problem = Problem.environment("PYF-052", "settings.xml has no `<server>` `%s`".formatted(name))
                .why(Element.INDEXES.named() + " names it for the login of a package index");
        List<String> ids = settings.getServers().stream()
                .map(Server::getId)
                .filter(Objects::nonNull)
                .toList();
        return Spelling.nearest(name, ids)
                .map(near -> problem.remedy(
                        "the server that is there: `<server>%1$s</server>` in that `<index>` (-Dpyflink.indexes=%1$s=ADDRESS)"
                                .formatted(near)))
                .orElse(problem)
                .remedy(FORM.formatted(name))
                .remedy("another settings.xml: `mvn -s FILE`")
                .remedy("or no `<server>`, where `~/.netrc` has the login, or none is needed");
    }

    private static Problem withoutPassword(Server server) {
        Problem problem = Problem.environment(
                        "PYF-052", "the `<server>` `%s` in settings.xml has no password".formatted(server.getId()))
                .why(Element.INDEXES.named() + " names it for the login of a package index");
        boolean headers = server.getConfiguration() instanceof Xpp3Dom configuration
                && configuration.getChild("httpHeaders") != null;
        return (headers ? problem.why("its `<httpHeaders>` are for Maven's own transport, and not read here") : problem)
                .remedy(FORM.formatted(server.getId()))
                .remedy("a token is a password; which name stands beside it, the index says");
    }

    /** Its braces would be taken for those of a password that is encrypted. */
    private static void requireVariables(String element, String id, @Nullable String user, @Nullable String password) {
        Stream.of(orEmpty(user), orEmpty(password))
                .map(VARIABLE::matcher)
                .filter(Matcher::find)
                .findFirst()
                .ifPresent(unset -> {
                    throw Problem.environment(
                                    "PYF-052",
                                    "the login of `%s` `%s` in settings.xml is `%s`"
                                            .formatted(element, id, unset.group()))
                            .why("there is no such variable, and Maven leaves it as it is written")
                            .remedy("set the variable where the build runs, or name another one there")
                            .toException();
                });
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What a proxy asks for. */
    public Optional<Login> proxy(Proxy proxy) {
        if (proxy.getUsername() == null || proxy.getPassword() == null) {
            return Optional.empty();
        }
        requireVariables("<proxy>", String.valueOf(proxy.getId()), proxy.getUsername(), proxy.getPassword());
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        requireDecrypted(result.getProblems(), "<proxy>", String.valueOf(proxy.getId()));
        Proxy clear = result.getProxy();
        return Optional.of(new Login(clear.getUsername(), clear.getPassword()));
    }

    private Server decrypt(Server server) {
        requireVariables("<server>", server.getId(), server.getUsername(), server.getPassword());
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        requireDecrypted(result.getProblems(), "<server>", server.getId());
        return result.getServer();
    }

    private static void requireDecrypted(List<SettingsProblem> problems, String element, String id) {
        if (!problems.isEmpty()) {
            throw Problem.environment(
                            "PYF-051",
                            "the password of `%s` `%s` in settings.xml cannot be decrypted".formatted(element, id))
                    .why(problems.get(0).getMessage())
                    .remedy("encrypt it anew with `mvn --encrypt-password`; the master password lies in"
                            + " settings-security.xml")
                    .source("https://maven.apache.org/guides/mini/guide-encryption.html")
                    .toException();
        }
    }
}
