using System.Reflection;
using System.Text.RegularExpressions;
using Valhalla.Governance.Repository.Tests.Architecture;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The error ids of the code: constants of the classes named <c>…Errors</c>.</summary>
internal static partial class ErrorCatalog
{
    /// <summary>Every id with the class that holds it.</summary>
    public static IReadOnlyList<(string Id, string Class)> Ids { get; } =
    [
        .. ProjectTable.Rules.Select(rule => Assembly.Load(rule.Name))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Errors", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
                .Where(field => field.IsLiteral && field.FieldType == typeof(string))
                .Select(field => (Id: (string)field.GetRawConstantValue()!, Class: type.Name)))
            .Where(item => Form().IsMatch(item.Id)),
    ];

    [GeneratedRegex(@"^VG\d{4}$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Form();
}
