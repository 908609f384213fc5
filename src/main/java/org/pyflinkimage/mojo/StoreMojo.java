package org.pyflinkimage.mojo;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.StoreCare;
import org.pyflinkimage.build.validation.DiskFiles;
import org.pyflinkimage.mojo.maven.DeclaredConfiguration;
import org.pyflinkimage.mojo.maven.GoalRun;
import org.pyflinkimage.mojo.maven.ModuleRound;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GoalSettings;
import org.pyflinkimage.spec.reader.DeclarationReader;
import org.pyflinkimage.value.BuildLog;

/**
 * Tells what the store keeps for later builds, by kind: how many files, how large, used when; and checks it, brings it to its
 * limit or empties it, where that is asked for. Nothing goes while a build uses it. Needs no project and no network.
 */
@Mojo(name = "store", threadSafe = true, requiresProject = false, requiresOnline = false)
public class StoreMojo extends ModuleMojo {

    /** Compares all that the store keeps with its sums, and deletes what is damaged. */
    @Parameter(property = "pyflink.storeVerify", defaultValue = "false")
    @Nullable
    String storeVerify;

    /** Brings the store to its limit now. */
    @Parameter(property = "pyflink.storePrune", defaultValue = "false")
    @Nullable
    String storePrune;

    /** Deletes all that the store keeps. */
    @Parameter(property = "pyflink.storeEmpty", defaultValue = "false")
    @Nullable
    String storeEmpty;

    /** Tells of each image how large its layers are. */
    @Parameter(property = "pyflink.verbose", defaultValue = "false")
    @Nullable
    String verbose;

    /** All modules have the same store. */
    @Override
    void go(GoalRun run, ModuleRound round) throws MojoExecutionException, MojoFailureException {
        round.stay(() -> work(run));
    }

    @Override
    void run(BuildLog log) {
        GoalSettings settings = DeclarationReader.requireSettings(declaration(), new DiskFiles());
        StoreCare.of(store(), settings.storeLimit(), log, getLog()::info)
                .take(new StoreCare.Order(
                        settings.isOn(Element.STORE_VERIFY),
                        settings.isOn(Element.STORE_PRUNE),
                        settings.isOn(Element.STORE_EMPTY),
                        settings.isOn(Element.VERBOSE)));
    }

    private Declaration declaration() {
        Declaration declaration = new Declaration(places().folder());
        new DeclaredConfiguration(project, session.getProjects(), execution, session.getUserProperties())
                .problems()
                .forEach(declaration::withProblem);
        declareOne(declaration, Element.STORE_LIMIT, storeLimit);
        declareOne(declaration, Element.STORE_VERIFY, storeVerify);
        declareOne(declaration, Element.STORE_PRUNE, storePrune);
        declareOne(declaration, Element.STORE_EMPTY, storeEmpty);
        declareOne(declaration, Element.VERBOSE, verbose);
        declareOne(declaration, Element.SKIP, skip);
        return declaration;
    }
}
