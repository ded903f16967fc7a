using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Valhalla.Governance.Repository.Tests.Architecture;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>Every setting that a host can bind, read from the options classes.</summary>
internal static class OptionsCatalog
{
    /// <summary>A public class with a constant <c>SectionName</c> is bound from that section.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. ProjectTable.Rules.Select(rule => Assembly.Load(rule.Name))
            .SelectMany(assembly => assembly.ExportedTypes)
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionField(type) is not null)
            .OrderBy(SectionOf, StringComparer.Ordinal),
    ];

    public static string SectionOf(Type type) => (string)SectionField(type)!.GetRawConstantValue()!;

    /// <summary>The settings of a class: key, default and range as the page writes them.</summary>
    public static IEnumerable<Setting> SettingsOf(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => new Setting(
                $"{SectionOf(type)}:{property.Name}", DefaultOf(property, defaults), RangeOf(property)));
    }

    private static FieldInfo? SectionField(Type type) => type.GetField("SectionName") ?? type.GetField("Section");

    private static string DefaultOf(PropertyInfo property, object defaults) => property.GetValue(defaults) switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        string text => text,
        TimeSpan span => Format(span),
        IEnumerable items => string.Join(", ", items.Cast<object>()) is { Length: > 0 } list ? list : "none",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Null where no attribute or enum bounds it: the page then says it in words.</summary>
    private static string? RangeOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum)
        {
            return string.Join(", ", Enum.GetNames(type));
        }

        return property.GetCustomAttribute<RangeAttribute>() is { } range
            ? $"{Format(type, range.Minimum)} to {Format(type, range.Maximum)}"
            : null;
    }

    private static string Format(Type type, object bound) => type == typeof(TimeSpan)
        ? Format(TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture))
        : Convert.ToString(bound, CultureInfo.InvariantCulture)!;

    // As it is written in a configuration file, without digits that say nothing.
    private static string Format(TimeSpan span)
    {
        var text = span.ToString("c", CultureInfo.InvariantCulture);
        return span.Ticks % TimeSpan.TicksPerSecond == 0 ? text : text.TrimEnd('0');
    }
}
