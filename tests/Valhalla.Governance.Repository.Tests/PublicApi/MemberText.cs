using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Valhalla.Governance.Repository.Tests.PublicApi;

/// <summary>One line for each member that a user of the assembly can see.</summary>
internal static class MemberText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> OfMembers(Type type)
    {
        if (type.IsEnum)
        {
            // The order of an enum is its meaning: it is not sorted by name.
            return Enum.GetValues(type).Cast<object>()
                .Select(value => $"{value} = {Convert.ToInt64(value, CultureInfo.InvariantCulture)}");
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [OfMethod(type.GetMethod("Invoke")!)];
        }

        IEnumerable<IEnumerable<string>> groups =
        [
            type.GetFields(Declared).Where(IsVisible).Select(OfField),
            type.GetConstructors(Declared).Where(IsVisible).Select(OfConstructor),
            type.GetProperties(Declared).Where(IsVisible).Select(OfProperty),
            type.GetEvents(Declared).Where(item => IsVisible(item.AddMethod)).Select(OfEvent),
            type.GetMethods(Declared)
                .Where(method => IsVisible(method) && !IsGenerated(method) && !IsAccessor(method))
                .Select(OfMethod),
        ];
        return groups.SelectMany(group => group.Order(StringComparer.Ordinal));
    }

    private static bool IsVisible(FieldInfo field) =>
        (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !IsGenerated(field);

    private static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
            && !(method is ConstructorInfo && IsGenerated(method));

    private static bool IsVisible(PropertyInfo property) =>
        (IsVisible(property.GetMethod) || IsVisible(property.SetMethod)) && property.Name != "EqualityContract";

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string OfField(FieldInfo field)
    {
        var kind = field switch
        {
            { IsLiteral: true } => "const ",
            { IsStatic: true, IsInitOnly: true } => "static readonly ",
            { IsStatic: true } => "static ",
            { IsInitOnly: true } => "readonly ",
            _ => "",
        };
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        return $"{kind}{TypeName.Of(field.FieldType, new NullabilityInfoContext().Create(field))} {field.Name}{value}";
    }

    private static string OfConstructor(ConstructorInfo constructor) =>
        $"{Access(constructor)}.ctor({OfParameters(constructor)})";

    private static string OfProperty(PropertyInfo property)
    {
        var accessor = IsVisible(property.GetMethod) ? property.GetMethod! : property.SetMethod!;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var type = TypeName.Of(property.PropertyType, new NullabilityInfoContext().Create(property));
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(OfParameter))}]";
        var get = IsVisible(property.GetMethod) ? "get; " : "";
        var set = !IsVisible(property.SetMethod) ? "" : IsInit(property.SetMethod!) ? "init; " : "set; ";
        return $"{Modifiers(accessor)}{required}{type} {name} {{ {get}{set}}}";
    }

    private static string OfEvent(EventInfo item) =>
        $"{Modifiers(item.AddMethod!)}event {TypeName.Of(item.EventHandlerType!)} {item.Name}";

    private static string OfMethod(MethodInfo method)
    {
        var returns = TypeName.Of(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter));
        var generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : "";
        return $"{Modifiers(method)}{returns} {method.Name}{generic}({OfParameters(method)})";
    }

    private static string OfParameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return isExtension + string.Join(", ", method.GetParameters().Select(OfParameter));
    }

    private static string OfParameter(ParameterInfo parameter)
    {
        var mode = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        var type = TypeName.Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));
        var value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{mode}{type} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.RawDefaultValue is null && parameter.ParameterType.IsValueType
            ? "default"
            : Literal(parameter.RawDefaultValue);

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        var isInterface = method.DeclaringType!.IsInterface;
        var kind = method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => isInterface ? "" : "abstract ",
            { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() != method => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
        return Access(method) + kind;
    }
}
