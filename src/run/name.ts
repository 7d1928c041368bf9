/** Names for runs that were given none: an adjective and an animal, chosen by the id's own randomness. */
import type { RunId } from './run-id.ts';

const ADJECTIVES = (
  'able agile amber ample azure balmy bold brave breezy bright brisk calm candid cheery chilly civil clever cosy ' +
  'crisp curious dapper daring deft dewy eager early easy fair fancy fleet fond frank fresh gentle glad golden ' +
  'grand hardy hasty hazel humble ivory jolly keen kind lively loyal lucid lucky mellow merry mild modest neat ' +
  'nimble noble patient plucky polite proud quick quiet rapid ready rosy royal ruby sandy serene sharp shiny ' +
  'silent silver sleek snug sober solid spry steady sturdy subtle sunny swift tidy tiny trusty upbeat vivid warm ' +
  'wary wild windy wise witty young zesty'
).split(' ');

const ANIMALS = (
  'adder albatross alpaca ant badger bat bear beaver bee bison bittern boar bream bunting buzzard camel carp cat ' +
  'chamois clam cod condor coot crab crane cricket crow cuckoo deer dingo dolphin donkey dove dragonfly duck eagle ' +
  'eel egret elk ermine falcon ferret finch firefly fox frog gannet gecko gibbon goat goose grouse gull hare hawk ' +
  'hedgehog heron hoopoe horse ibex ibis jackal jay kestrel kite kiwi koala lark lemur lion lizard llama lynx ' +
  'magpie marmot marten mink mole moose moth mule newt octopus oriole osprey otter owl panda pelican penguin perch ' +
  'pigeon pike plover pony puffin quail rabbit raven robin rook salmon seal shrew skate snail sparrow squid stork ' +
  'swan tapir teal tern thrush toad trout turtle viper vole walrus wasp weasel whale wolf wombat wren yak zebra'
).split(' ');

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** The name of a run that was given none, such as `swift-otter`. Equal ids give equal names. */
export function defaultName(id: RunId): string {
  const random = [...id.slice(-8)].reduce((sum, char) => sum * 32 + DIGITS.indexOf(char), 0);
  const adjective = ADJECTIVES[random % ADJECTIVES.length];
  const animal = ANIMALS[Math.floor(random / ADJECTIVES.length) % ANIMALS.length];
  return `${adjective}-${animal}`;
}
