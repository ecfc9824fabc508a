package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that data name, as far as {@link ClassNames} allows. Confined to the session
 * that owns it.
 */
@SuppressWarnings("rawtypes") // Kryo's own signatures are raw
class NamedClasses extends DefaultClassResolver {

  private final ClassNames names;
  private final Set<String> numbered = new HashSet<>();
  private final Map<String, Class<?>> found = new HashMap<>();

  NamedClasses(ClassNames names) {
    this.names = names;
  }

  @Override
  public Registration register(Registration registration) {
    if (registration.getId() != NAME) {
      numbered.add(registration.getType().getName());
    }
    return super.register(registration);
  }

  @Override
  public Registration registerImplicit(Class type) {
    Class<?> element = elementType(type);
    if (!element.isPrimitive()) {
      check(element.getName());
    }
    return super.registerImplicit(type);
  }

  /** Writes the name; a constant with a body has a class of its own, which is not named. */
  @Override
  protected void writeName(Output output, Class type, Registration registration) {
    super.writeName(output, declared(type), registration);
  }

  @Override
  protected Class<?> getTypeByName(String name) {
    Class<?> type = find(name);
    if (type == null) {
      throw missing(name);
    }
    return type;
  }

  /** Returns the class that data call by this name; null if there is none. */
  final @Nullable Class<?> find(String name) {
    Class<?> known = found.get(name);
    if (known != null) {
      return known;
    }
    Class<?> type = load(present(name));
    if (type != null) {
      found.put(name, type);
    }
    return type;
  }

  final KryoException missing(String name) {
    String present = present(name);
    return new KryoException(
        "Unable to find class: " + present + (present.equals(name) ? "" : ", formerly " + name));
  }

  static Class<?> declared(Class<?> type) {
    boolean hasBody = Enum.class.isAssignableFrom(type) && !type.isEnum() && type != Enum.class;
    return hasBody ? type.getSuperclass() : type;
  }

  /** Returns the present name of a class or array, once it is known to be allowed. */
  private String present(String name) {
    int element = name.lastIndexOf('[') + 1;
    if (element == 0) {
      return check(names.present(name));
    }
    if (!name.startsWith("L", element) || !name.endsWith(";")) {
      return name;
    }
    String elementName = name.substring(element + 1, name.length() - 1);
    return name.substring(0, element + 1) + check(names.present(elementName)) + ";";
  }

  private String check(String className) {
    if (!numbered.contains(className) && !names.allows(className)) {
      throw new UnserializableTypeException(
          "the class is not allowed, found "
              + className
              + ", expected one of streaming.serializer.allowedClasses");
    }
    return className;
  }

  private @Nullable Class<?> load(String name) {
    try {
      return Class.forName(name, false, kryo.getClassLoader());
    } catch (ClassNotFoundException notThere) {
      return loadFromKryo(name);
    }
  }

  private static @Nullable Class<?> loadFromKryo(String name) {
    try {
      return Class.forName(name, false, Kryo.class.getClassLoader());
    } catch (ClassNotFoundException notThere) {
      return null;
    }
  }

  private static Class<?> elementType(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }
}
