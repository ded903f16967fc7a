using System.Text.RegularExpressions;

namespace Valhalla.Governance.Repository.Tests.Tidy;

/// <summary>
/// What a log message prints can be read: a null prints as "(null)", and a list as the name of its type.
/// </summary>
public sealed partial class LogMessageTests
{
    [Fact]
    public void Parameters_OfEveryLogMessage_CanBeRead()
    {
        var methods = RepositoryFile.All
            .Where(file => file.IsCSharp && file.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => Method().Matches(file.Text).Select(match => (file.Path, match)))
            .ToList();
        Assert.True(methods.Count > 80, $"only {methods.Count} messages were found");

        Assert.Empty(
            from method in methods
            from parameter in method.match.Groups["parameters"].Value.Split(',')
            where Unreadable().IsMatch(parameter.Trim())
            select $"{method.Path} {method.match.Groups["name"].Value}: {parameter.Trim()}");
    }

    [GeneratedRegex(@"static partial void (?<name>\w+)\((?<parameters>[^;]*?)\);", RegexOptions.Singleline)]
    private static partial Regex Method();

    [GeneratedRegex(@"^(?!Exception\?).*(\?\s+\w+$|\[\]|List<|Dictionary<|Enumerable<)")]
    private static partial Regex Unreadable();
}
