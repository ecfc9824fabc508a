package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.KryoException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class and its fields: of a record the components in order, of another class all fields that are
 * neither static nor transient, sorted by name. Immutable.
 */
final class EvolvingType {

  private final Class<?> type;
  private final List<EvolvingField> fields;
  private final @Nullable Constructor<?> canonical;

  private EvolvingType(
      Class<?> type, List<EvolvingField> fields, @Nullable Constructor<?> canonical) {
    this.type = type;
    this.fields = List.copyOf(fields);
    this.canonical = canonical;
  }

  static EvolvingType of(Class<?> type) {
    if (!type.isRecord()) {
      return new EvolvingType(type, fieldsOf(type), null);
    }
    try {
      RecordComponent[] components = type.getRecordComponents();
      List<EvolvingField> fields = new ArrayList<>();
      for (RecordComponent component : components) {
        fields.add(field(component.getName(), type.getDeclaredField(component.getName())));
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return new EvolvingType(type, fields, canonical);
    } catch (ReflectiveOperationException failure) {
      throw new KryoException("Cannot use the record " + type.getName(), failure);
    }
  }

  Class<?> type() {
    return type;
  }

  List<EvolvingField> fields() {
    return fields;
  }

  boolean isRecord() {
    return canonical != null;
  }

  /** Returns the index of a field; −1 if there is none of that name. */
  int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns a record's components as they are if the data have none of them. */
  @Nullable Object[] absentComponents() {
    @Nullable Object[] components = new Object[fields.size()];
    for (int i = 0; i < components.length; i++) {
      components[i] = fields.get(i).absent();
    }
    return components;
  }

  Object record(@Nullable Object[] components) {
    if (canonical == null) {
      throw new IllegalStateException("Cannot make a record: " + type.getName() + " is none");
    }
    try {
      return canonical.newInstance(components);
    } catch (InvocationTargetException refusal) {
      throw new UnserializableTypeException(
          "the constructor of record %s refuses the components, found %s"
              .formatted(type.getName(), refusal.getTargetException().getClass().getName()));
    } catch (ReflectiveOperationException failure) {
      throw inaccessible(failure);
    }
  }

  KryoException inaccessible(ReflectiveOperationException failure) {
    return new KryoException("Cannot use the fields of " + type.getName(), failure);
  }

  /** The class's own fields have their names; one of a superclass that hides has a longer one. */
  private static List<EvolvingField> fieldsOf(Class<?> type) {
    List<EvolvingField> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (Modifier.isStatic(modifiers)
            || Modifier.isTransient(modifiers)
            || field.isSynthetic()) {
          continue;
        }
        String name = field.getName();
        fields.add(field(names.add(name) ? name : owner.getSimpleName() + "." + name, field));
      }
    }
    fields.sort(Comparator.comparing(EvolvingField::name));
    return fields;
  }

  private static EvolvingField field(String name, Field field) {
    field.setAccessible(true);
    return new EvolvingField(name, FieldKind.of(field.getType()), field);
  }
}
