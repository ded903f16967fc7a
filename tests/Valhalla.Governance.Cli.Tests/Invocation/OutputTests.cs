using System.CommandLine;
using System.Text;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Invocation;

/// <summary>An output that takes nothing ends a run with a code, and never with a crash.</summary>
public sealed class OutputTests
{
    private const int BrokenPipe = 32;
    private const int NoSpaceLeft = 28;

    public static TheoryData<string> Verbs
    {
        get
        {
            using var none = new StringWriter();
            return [.. Leaves(ValhallaCommand.Build(new CliRunner().Terminal(none, none)), "")];
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_OfEveryVerb_WithNobodyReading_EndsQuietly(string verb)
    {
        var (code, error) = await RunAsync(BrokenPipe, [.. verb.Split(' '), "--help"]);

        Assert.Equal((ExitCodes.Error, ""), (code, error));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_OfEveryVerb_OnAFullDisk_IsOneLine(string verb)
    {
        var (code, error) = await RunAsync(NoSpaceLeft, [.. verb.Split(' '), "--help"]);

        Assert.Equal(ExitCodes.Error, code);
        Assert.StartsWith("valhalla: VG2012: ", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(static character => character == '\n'));
    }

    [Theory]
    [InlineData(BrokenPipe)]
    [InlineData(NoSpaceLeft)]
    public async Task Result_ThatCannotBeWritten_IsNoCrash(int errno)
    {
        using var api = new ScriptedApi().Answer("[]");
        var output = Full(errno);
        using var error = new StringWriter();

        var code = await ValhallaCommand.RunAsync(
            ["risk", "policies", "--url", "http://app.test"], api.Runner.Terminal(output, error), default);

        Assert.Equal(ExitCodes.Error, code);
        Assert.DoesNotContain(" at ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_ThatCannotBeWritten_AreLost()
    {
        await using var messages = new StreamWriter(
            new OutputStream(new FullStream(NoSpaceLeft), isForMessages: true), Encoding.ASCII)
        { AutoFlush = true };
        using var output = new StringWriter();

        var code = await ValhallaCommand.RunAsync(["nonsense"], new CliRunner().Terminal(output, messages), default);

        Assert.Equal(ExitCodes.Error, code);
    }

    private static async Task<(int Code, string Error)> RunAsync(int errno, string[] arguments)
    {
        var output = Full(errno);
        using var error = new StringWriter();
        var code = await ValhallaCommand.RunAsync(arguments, new CliRunner().Terminal(output, error), default);
        return (code, error.ToString());
    }

    // Never disposed by its writer: that would write once more.
    private static StreamWriter Full(int errno) => new(
        new OutputStream(new FullStream(errno), isForMessages: false), Encoding.ASCII, leaveOpen: true)
    {
        AutoFlush = true,
    };

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(verb => Leaves(verb, path.Length == 0 ? verb.Name : $"{path} {verb.Name}"));

    private sealed class FullStream(int errno) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Cannot be written", errno);
    }
}
