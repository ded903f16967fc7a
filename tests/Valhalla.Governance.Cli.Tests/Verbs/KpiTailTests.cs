using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Cli.Tests.Verbs;

public sealed class KpiTailTests
{
    [Fact]
    public async Task Follow_EventsBetweenTwoLooks_ShowsEachOnceInOrder()
    {
        var time = new FakeTimeProvider();
        using var interrupt = new CancellationTokenSource();
        using var api = new ScriptedApi().Answer(Events(2, 1)).Answer(Events(4, 3, 2)).Answer(Events(4, 3, 2))
            .Answer(Events(5, 4));

        var run = (api.Runner with { Time = time }).RunAsync(
            interrupt.Token, "kpi", "tail", "--follow", "--interval", "5", "-o", "json", "--url", "http://app.test");
        for (var look = 0; look < 3; look++)
        {
            await time.WaitForPendingTimersAsync();
            time.Advance(TimeSpan.FromSeconds(5));
        }

        await time.WaitForPendingTimersAsync();
        await interrupt.CancelAsync();
        var shown = (await run).Expect(ExitCodes.Ok).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal([1, 2, 3, 4, 5], shown.Select(line => (int)JsonNode.Parse(line)!["id"]!));
        Assert.Equal(4, api.Requests.Count);
    }

    [Fact]
    public async Task Follow_ReaderGone_EndsWithTheNextLook()
    {
        var time = new FakeTimeProvider();
        using var api = new ScriptedApi().Answer(Events(1));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = (api.Runner with { Time = time }).Terminal(output, error) with { IsReaderGone = () => true };

        var run = ValhallaCommand.RunAsync(
            ["kpi", "tail", "-f", "--url", "http://app.test"], terminal, CancellationToken.None);
        await time.WaitForPendingTimersAsync();
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ExitCodes.Error, await run);
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public async Task Follow_Refused_Ends()
    {
        var time = new FakeTimeProvider();
        using var api = new ScriptedApi().Answer(Events(1)).Answer(
            """{"code":"forbidden","detail":"No."}""", 403, "application/problem+json");

        var run = (api.Runner with { Time = time }).RunAsync("kpi", "tail", "-f", "--url", "http://app.test");
        await time.WaitForPendingTimersAsync();
        time.Advance(TimeSpan.FromSeconds(2));

        (await run).Expect(ExitCodes.No, "forbidden (403)");
    }

    private static string Events(params int[] ids) =>
        "[" + string.Join(',', ids.Select(id => $$"""{"id":{{id}},"domain":"CAPITAL","metric":"roi_event"}""")) + "]";
}
