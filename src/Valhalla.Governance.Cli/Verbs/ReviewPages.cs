using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>Several answers as one: read one after the other, shown together, with one verdict.</summary>
internal sealed class ReviewPages(VerbCall call)
{
    private const int NotFound = 404;

    private readonly List<ReportSection> _sections = [];
    private readonly List<IReadOnlyList<string>> _verdicts = [];
    private readonly JsonObject _answers = [];
    private int _code = ExitCodes.Ok;

    /// <summary>Reads one answer.</summary>
    /// <param name="heading">What it is.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="section">How it is shown.</param>
    /// <param name="isOk">Whether it is well; null where it only informs.</param>
    /// <param name="isOptional">Whether a host may lack it; then that is told and does no harm.</param>
    /// <returns>The answer; null where there was none.</returns>
    public async Task<JsonNode?> AddAsync(
        string heading,
        string path,
        Func<string?, JsonNode, ReportSection> section,
        Func<JsonNode, bool>? isOk = null,
        bool isOptional = false)
    {
        var answer = await call.Api.GetAsync(path);
        return Add(heading, answer, section, isOk, isOptional);
    }

    /// <summary>Adds an answer that is there already.</summary>
    public JsonNode? Add(
        string heading,
        ApiAnswer answer,
        Func<string?, JsonNode, ReportSection> section,
        Func<JsonNode, bool>? isOk = null,
        bool isOptional = false)
    {
        if (!answer.IsSuccess)
        {
            AddRefusal(heading, answer, isOptional);
            return null;
        }

        _answers[NameOf(heading)] = answer.Json.DeepClone();
        _sections.Add(section(heading, answer.Json));
        if (isOk is not null)
        {
            var isWell = isOk(answer.Json);
            _verdicts.Add([heading, isWell ? "ok" : "NOT OK"]);
            _code = Math.Max(_code, isWell ? ExitCodes.Ok : ExitCodes.No);
        }

        return answer.Json;
    }

    /// <summary>Adds a sentence.</summary>
    public void AddSentence(string heading, string text) => _sections.Add(ReportSection.Sentence(heading, text));

    /// <summary>Shows everything, with the verdicts first.</summary>
    /// <returns>The exit code: the worst of all.</returns>
    public async Task<int> ShowAsync(string title, OutputFormat otherwise)
    {
        var verdict = new ReportSection(Heading: null, Columns: [], _verdicts);
        _answers["verdict"] = _code switch { ExitCodes.Ok => "ok", ExitCodes.No => "not_ok", _ => "incomplete" };
        await call.Run.WriteAsync(_answers, () => new Report(title, [verdict, .. _sections]), otherwise);
        return _code;
    }

    private void AddRefusal(string heading, ApiAnswer answer, bool isOptional)
    {
        var isMissing = isOptional && answer.Status == NotFound;
        var problem = ProblemText.Of(answer, call.Transport.Description);
        _answers[NameOf(heading)] = new JsonObject { ["problem"] = problem };
        _sections.Add(ReportSection.Sentence(heading, isMissing ? "This host does not have it." : problem));
        _verdicts.Add([heading, isMissing ? "not there" : "NO ANSWER"]);
        _code = Math.Max(_code, isMissing ? ExitCodes.Ok : ExitCodes.OfStatus(answer.Status));
    }

    private static string NameOf(string heading) =>
        heading.ToLowerInvariant().Replace(' ', '_').Replace('-', '_').Replace('/', '_');
}
