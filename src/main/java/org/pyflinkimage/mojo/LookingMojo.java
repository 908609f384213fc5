package org.pyflinkimage.mojo;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.BasesAhead;
import org.pyflinkimage.build.Network;
import org.pyflinkimage.build.Surroundings;
import org.pyflinkimage.build.validation.BaseLook;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.mojo.maven.MavenJarSource;
import org.pyflinkimage.mojo.maven.ModuleJars;
import org.pyflinkimage.mojo.maven.SettingsLogins;
import org.pyflinkimage.mojo.maven.SettingsProxies;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GoalSettings;
import org.pyflinkimage.value.BuildLog;

/** A goal that may look into the bases of images: it has a store, and asks registries. */
abstract class LookingMojo extends DeclaringMojo {

    private final RepositorySystem repositorySystem;
    private final SettingsDecrypter decrypter;

    /** Whether registries may be asked without TLS: for a base, and to push to. */
    @Parameter(property = "pyflink.allowInsecureRegistries", defaultValue = "false")
    @Nullable
    String allowInsecureRegistries;

    LookingMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem);
        this.repositorySystem = repositorySystem;
        this.decrypter = decrypter;
    }

    @Override
    Declaration declaration() {
        Declaration declaration = super.declaration();
        declareOne(declaration, Element.STORE_LIMIT, storeLimit);
        declareOne(declaration, Element.ALLOW_INSECURE_REGISTRIES, allowInsecureRegistries);
        return declaration;
    }

    /**
     * A look into the bases of declared images.
     *
     * @param mayAsk whether registries and daemons are asked
     */
    final BaseLook look(DeclaredImages declared, boolean mayAsk, BuildLog log) {
        return declared.specs().stream().anyMatch(spec -> spec.base().isPresent())
                ? look(declared, mayAsk, surroundings(declared.settings(), log))
                : BaseLook.NONE;
    }

    final BaseLook look(DeclaredImages declared, boolean mayAsk, Surroundings surroundings) {
        return BasesAhead.of(declared, lockFile(), templates(), mayAsk, surroundings);
    }

    /** What the goal finds around it. */
    final Surroundings surroundings(GoalSettings settings, BuildLog log) {
        SettingsLogins logins = new SettingsLogins(session.getSettings(), decrypter);
        Network network = new Network(
                session.isOffline(),
                settings.isOn(Element.ALLOW_INSECURE_REGISTRIES),
                SettingsProxies.rules(session.getSettings(), logins::proxy));
        MavenJarSource jars = new MavenJarSource(
                repositorySystem,
                session.getRepositorySession(),
                project.getRemoteProjectRepositories(),
                ModuleJars.of(project, session));
        return Surroundings.with(store(), settings.storeLimit(), network, jars, logins, logins, log);
    }
}
