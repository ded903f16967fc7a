using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Ramp;

/// <summary>Checks the ranges that <see cref="RampTriggerOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class RampTriggerOptionsRangeValidator : IValidateOptions<RampTriggerOptions>;
