package org.pyflinkimage.mojo;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.KeptVerdicts;
import org.pyflinkimage.build.Network;
import org.pyflinkimage.build.Request;
import org.pyflinkimage.build.Surroundings;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.mojo.maven.MavenJarSource;
import org.pyflinkimage.mojo.maven.ModuleJars;
import org.pyflinkimage.mojo.maven.OutputTimestamp;
import org.pyflinkimage.mojo.maven.SettingsLogins;
import org.pyflinkimage.mojo.maven.SettingsProxies;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GoalSettings;
import org.pyflinkimage.value.BuildLog;

/** A goal that works on the plans of the declared images, and so keeps a lock file and a store. */
abstract class PlanningMojo extends DeclaringMojo {

    private final RepositorySystem repositorySystem;
    private final SettingsDecrypter decrypter;

    /** The folder that keeps downloaded and derived files for later builds. By default {@code ~/.cache/pyflink-maven-plugin}. */
    @Parameter(property = "pyflink.store")
    @Nullable
    String store;

    /**
     * How large the store may be once a build has ended: {@code 10 GB}, {@code 500 MiB}, {@code none}. What was used longest ago
     * goes first.
     */
    @Parameter(property = "pyflink.storeLimit", defaultValue = "10 GB")
    @Nullable
    String storeLimit;

    /** Ends the build where the lock file does not answer the declaration. */
    @Parameter(property = "pyflink.locked", defaultValue = "false")
    @Nullable
    String locked;

    /** Whether registries may be asked without TLS: for a base, and to push to. */
    @Parameter(property = "pyflink.allowInsecureRegistries", defaultValue = "false")
    @Nullable
    String allowInsecureRegistries;

    PlanningMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem);
        this.repositorySystem = repositorySystem;
        this.decrypter = decrypter;
    }

    @Override
    final void run(DeclaredImages declared, BuildLog log) {
        declared.notes().forEach(log::note);
        Surroundings surroundings = surroundings(declared.settings(), log);
        declared.validation().requireThatAllFits(declared.specs(), KeptVerdicts.in(surroundings), log);
        run(declared, request(declared), surroundings);
    }

    /** Does the goal's work, with images that all fit. */
    abstract void run(DeclaredImages declared, Request request, Surroundings surroundings);

    @Override
    Declaration declaration() {
        Declaration declaration = super.declaration();
        declareOne(declaration, Element.LOCKED, locked);
        declareOne(declaration, Element.STORE_LIMIT, storeLimit);
        declareOne(declaration, Element.ALLOW_INSECURE_REGISTRIES, allowInsecureRegistries);
        return declaration;
    }

    /** What is to be built, and where its results go. */
    Request request(DeclaredImages declared) {
        return Request.of(
                declared,
                lockFile(),
                results(),
                templates(),
                OutputTimestamp.parse(project.getProperties().getProperty("project.build.outputTimestamp")));
    }

    private Surroundings surroundings(GoalSettings settings, BuildLog log) {
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
        return Surroundings.with(
                path("pyflink.store", store), settings.storeLimit(), network, jars, logins, logins, log);
    }
}
