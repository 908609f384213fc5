package org.pyflinkimage;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the plugin, in whatever package they lie. */
final class OwnClasses {

    private OwnClasses() {}

    /** They lie in a folder, and the libraries that have packages of the same names in jars. */
    static JavaClasses imported() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages("org.pyflinkimage", "com.google.cloud.tools.jib");
    }
}
