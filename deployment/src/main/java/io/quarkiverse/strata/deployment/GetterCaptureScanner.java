package io.quarkiverse.strata.deployment;

import org.objectweb.asm.ClassReader;

/** Finds the classes that make {@code Getter}s of method references: a native executable must be told of them. */
final class GetterCaptureScanner {

    private static final String RETURNS_GETTER = ")Lio/quarkiverse/strata/sql/Getter;";
    private static final int INVOKE_DYNAMIC = 18;

    private GetterCaptureScanner() {
    }

    /** Whether the constant pool has an invokedynamic that returns a getter; reads nothing else of the class. */
    static boolean captures(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            if (offset > 0 && reader.readByte(offset - 1) == INVOKE_DYNAMIC) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
                if (reader.readUTF8(nameAndType + 2, buffer).endsWith(RETURNS_GETTER)) {
                    return true;
                }
            }
        }
        return false;
    }
}
