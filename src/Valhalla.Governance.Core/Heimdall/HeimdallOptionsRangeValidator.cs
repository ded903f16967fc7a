using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Heimdall;

/// <summary>Checks the ranges that <see cref="HeimdallOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class HeimdallOptionsRangeValidator : IValidateOptions<HeimdallOptions>;
