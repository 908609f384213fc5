package org.pyflinkimage.mojo;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.validation.BaseLook;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.ValidationReport;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BuildLog;

/**
 * Tells of every cell of the declared matrix whether it fits together, and why not; builds nothing, and needs no network. The verdicts
 * go to the terminal and to {@code target/pyflink/validation.json}, {@code validation.md}, {@code validation-junit.xml} and {@code
 * validation.sarif}. A refused cell fails the build.
 */
@Mojo(
        name = "validate",
        defaultPhase = LifecyclePhase.VALIDATE,
        threadSafe = true,
        requiresProject = false,
        requiresOnline = false)
public class ValidateMojo extends LookingMojo {

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    @Nullable
    String version;

    /**
     * Whether registries and daemons are asked for bases that are not on this machine, so that what is in them is judged: by default no
     * network is needed, and the build judges it.
     */
    @Parameter(property = "pyflink.readBases", defaultValue = "false")
    @Nullable
    String readBases;

    @Inject
    ValidateMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem, decrypter);
    }

    @Override
    void run(DeclaredImages declared, BuildLog log) {
        BaseLook look = look(declared, declared.settings().isOn(Element.READ_BASES), log);
        new ValidationReport(places(), look, log).write(declared, results(), version == null ? "" : version);
    }

    @Override
    Declaration declaration() {
        Declaration declaration = super.declaration();
        declareOne(declaration, Element.READ_BASES, readBases);
        return declaration;
    }
}
