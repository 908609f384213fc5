package org.pyflinkimage.mojo.maven;

import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.Problem;

/**
 * Logins out of settings.xml, with passwords decrypted: {@code <server>}s whose {@code <id>} is a registry's host, and {@code <proxy>}s.
 */
public final class SettingsLogins implements RegistryCredentials {

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    /** The logins of these settings. */
    public SettingsLogins(Settings settings, SettingsDecrypter decrypter) {
        this.settings = settings;
        this.decrypter = decrypter;
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-051} where the password cannot be decrypted */
    @Override
    public Optional<Login> find(String registry) {
        return settings.getServers().stream()
                .filter(server -> registry.equals(server.getId()))
                .filter(server -> server.getUsername() != null && server.getPassword() != null)
                .findFirst()
                .map(this::decrypt)
                .map(server -> new Login(server.getUsername(), server.getPassword()));
    }

    /** What a proxy asks for. */
    public Optional<Login> proxy(Proxy proxy) {
        if (proxy.getUsername() == null || proxy.getPassword() == null) {
            return Optional.empty();
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        requireDecrypted(result.getProblems(), "<proxy>", String.valueOf(proxy.getId()));
        Proxy clear = result.getProxy();
        return Optional.of(new Login(clear.getUsername(), clear.getPassword()));
    }

    private Server decrypt(Server server) {
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
