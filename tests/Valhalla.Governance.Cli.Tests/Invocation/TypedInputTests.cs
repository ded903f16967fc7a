using System.CommandLine;
using System.Globalization;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Invocation;

/// <summary>A number or time is read as it was meant, or refused by the name of what took it.</summary>
public sealed class TypedInputTests
{
    private static readonly Type[] Numbers =
        [typeof(int), typeof(long), typeof(decimal), typeof(double), typeof(float), typeof(short), typeof(byte)];

    /// <summary>Every option and argument of the tree that takes a number or a time, with what is none.</summary>
    public static TheoryData<string, string, string> Inputs
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (verb, name, given) in All())
            {
                data.Add(verb, name, given);
            }

            return data;
        }
    }

    [Fact]
    public void Inputs_OfTheTree_AreFound() => Assert.Subset(
        All().Select(static input => input.Name).ToHashSet(),
        new HashSet<string>(
        [
            "--max-daily-loss", "percent", "--to", "--max-drop", "id", "--limit", "--timeout", "--count", "--days",
            "--next-review", "--observed-at",
        ]));

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Input_InAnotherWayOfWriting_IsRefusedByName(string verb, string name, string given)
    {
        using var api = new ScriptedApi();

        var input = name.StartsWith('-') ? new[] { name, given } : [given];
        var result = (await api.RunAsync([.. verb.Split(' '), .. input, "--yes"])).Expect(ExitCodes.Error, name);

        Assert.Contains($"'{given}'", result.Error);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("200.50", "200.50")]
    [InlineData("-1", "-1")]
    [InlineData("0.5", "0.5")]
    public async Task Fraction_WithAPoint_IsTheSameInEveryCulture(string given, string sent)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = "," } };
            using var api = new ScriptedApi().Answer("{}");

            (await api.RunAsync("risk", "policies", "set", "X", "--max-daily-loss", given, "--yes"))
                .Expect(ExitCodes.Ok);

            Assert.Equal(sent, api.Requests[0].Body!["max_daily_loss"]!.ToJsonString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<(string Verb, string Name, string Given)> All()
    {
        using var none = new StringWriter();
        var root = ValhallaCommand.Build(new CliRunner().Terminal(none, none));
        return [.. root.Options.SelectMany(option => Wrong(option.ValueType, option.Name, "status")), .. Of(root, "")];
    }

    private static IEnumerable<(string Verb, string Name, string Given)> Of(Command command, string path)
    {
        foreach (var verb in command.Subcommands)
        {
            var name = $"{path} {verb.Name}".Trim();
            var inputs = verb.Options.Select(static option => (option.ValueType, option.Name))
                .Concat(verb.Arguments.Select(static argument => (argument.ValueType, argument.Name)));
            foreach (var wrong in inputs.SelectMany(input => Wrong(input.ValueType, input.Name, name))
                .Concat(Of(verb, name)))
            {
                yield return wrong;
            }
        }
    }

    private static IEnumerable<(string Verb, string Name, string Given)> Wrong(Type type, string name, string verb)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        string[] wrong = Numbers.Contains(value) ? ["1,5", "20,000", "1'000", "NaN", "soon"]
            : value == typeof(DateTimeOffset) ? ["2026-12-01T09:00:00", "01/02/2026", "tomorrow"]
            : [];
        return wrong.Select(given => (verb, name, given));
    }
}
